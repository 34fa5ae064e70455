import { existsSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'

/** Where a Chromium may be; `CHROMIUM` names another one. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser of this machine; `undefined` where there is none. CI has one (`.ci/run`). */
export const chromiumPath: string | undefined = [process.env['CHROMIUM'] ?? '', ...places].find((path) => path !== '' && existsSync(path))

export function startChromium(args: string[] = []): Promise<Browser> {
  // Without a sandbox: CI runs as root.
  return chromium.launch({ executablePath: chromiumPath ?? '', chromiumSandbox: false, args })
}
