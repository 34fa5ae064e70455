import type { ViteUserConfig } from 'vitest/config'

const unit = {
  test: {
    name: 'unit',
    include: ['{contract,mock,conformance,reports,test}/**/*.test.ts'],
    setupFiles: ['test/seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
}

/** The suite against a target of your own: `TARGET=… PROVISIONER=… npx vitest run --project conformance`. */
const conformance = { test: { name: 'conformance', include: ['conformance/target.conformance.ts'] } }

const config: ViteUserConfig = {
  test: {
    // Most files wait as much as they compute: a core for vitest itself, as it keeps by default, would lie idle.
    maxWorkers: '100%',
    projects: process.env['TARGET'] === undefined ? [unit] : [unit, conformance],
    // CI counts the tests from a file (.ci/count.mjs).
    reporters: process.env['CI'] === undefined ? ['default'] : ['default', ['json', { outputFile: '.vitest/results.json' }]],
  },
}

export default config
