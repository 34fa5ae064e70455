import type { ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = {
  test: {
    include: ['{contract,mock,conformance,reports,test}/**/*.test.ts', 'cli.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
}

export default config
