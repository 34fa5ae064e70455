import type { PlaywrightTestConfig } from '@playwright/test'
import { chromiumPath } from '../../../test/chromium.ts'

const config: PlaywrightTestConfig = {
  workers: 1,
  use: { launchOptions: { executablePath: chromiumPath ?? '', chromiumSandbox: false } },
}

export default config
