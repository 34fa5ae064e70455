import { configDefaults } from 'vitest/config'
import type { ViteUserConfig } from 'vitest/config'

const here = {
  setupFiles: ['test/seed.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
}

/** Where nothing is mocked, nor a process looked at: these files share a process, and what they import is loaded once. */
const sharing = [
  'contract',
  'mock/{answers,bodies,control,environments,faults,http,journal,metrics,model,pipeline,readings,switches,worlds}',
  'conformance/{diagnosis,history,interpretation,recorded,requirements,witnessed}',
  'reports',
].map((room) => `${room}/**/!(*.chromium).test.ts`)

const unit = { test: { ...here, name: 'unit', include: sharing, isolate: false } }

const alone = {
  test: {
    ...here,
    name: 'alone',
    include: ['{contract,mock,conformance,reports,test}/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...sharing],
    // After the others: a process is shared by files that follow each other.
    sequence: { groupOrder: 1 },
  },
}

/** The suite against a target of your own: `TARGET=… PROVISIONER=… npx vitest run --project conformance`. */
const conformance = { test: { name: 'conformance', include: ['conformance/target.conformance.ts'] } }

const config: ViteUserConfig = {
  test: {
    // Most files wait as much as they compute: a core for vitest itself, as it keeps by default, would lie idle.
    maxWorkers: '100%',
    projects: process.env['TARGET'] === undefined ? [unit, alone] : [unit, alone, conformance],
    // CI counts the tests from a file (.ci/count.mjs).
    reporters: process.env['CI'] === undefined ? ['default'] : ['default', ['json', { outputFile: '.vitest/results.json' }]],
  },
}

export default config
