import type { PlaywrightTestConfig } from '@playwright/test'

const port = process.env['PORT'] ?? '5173'

const config: PlaywrightTestConfig = {
  fullyParallel: true,
  use: {
    baseURL: `http://localhost:${port}`,
    // Debian's Chromium. Leave this away where `npx playwright install` has brought one.
    launchOptions: { executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', chromiumSandbox: false },
  },
  webServer: { command: `npx vite --port ${port} --strictPort`, url: `http://localhost:${port}` },
}

export default config
