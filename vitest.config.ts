import type { ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = {
  test: {
    include: ['{contract,mock,conformance,reports,test}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // CI counts the tests from a file (.ci/count.mjs).
    reporters: process.env['CI'] === undefined ? ['default'] : ['default', ['json', { outputFile: '.vitest/results.json' }]],
  },
}

export default config
