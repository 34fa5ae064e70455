import type {
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
  Route,
  TestType,
} from '@playwright/test'
import { test as base } from '@playwright/test'
import { apiPaths } from './api-paths.ts'
import type { Mock, MockOptions } from './mock.ts'
import { startMock } from './start-mock.ts'
import type { TestMock } from './test-world.ts'
import { inTestWorld } from './test-world.ts'

export { expect } from '@playwright/test'
export type { TestMock } from './test-world.ts'

/** What each test gets. */
export interface MockFixtures {
  /** A mock that this test has to itself. What its pages ask of the API goes there; its journal is attached when the test fails. */
  readonly mock: TestMock
  /**
   * An option: where the page expects the API, such as `https://api.example.com`. Default: the contract's paths on every
   * origin.
   */
  readonly mockBaseUrl: string | undefined
}

/** What the tests of a worker share. */
export interface MockWorkerFixtures {
  /** An option: how the mock is started. */
  readonly mockOptions: MockOptions
  /** The mock whose worlds the tests get. */
  readonly mockServer: Mock
}

/** Playwright's `test` with a `mock`. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & MockFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions & MockWorkerFixtures
> = base.extend<MockFixtures, MockWorkerFixtures>({
  mockOptions: [{}, { scope: 'worker', option: true }],
  mockBaseUrl: [undefined, { option: true }],
  mockServer: [
    async ({ mockOptions }, use) => {
      const mock = await startMock(mockOptions)
      await use(mock)
      await mock.close(0)
    },
    { scope: 'worker' },
  ],
  mock: ({ mockServer }, use, info) =>
    inTestWorld(mockServer, async (mock) => {
      await use(mock)
      if (info.status === info.expectedStatus) return
      const { entries } = await mock.journal.page()
      await info.attach('mock journal', { body: JSON.stringify(entries, null, 2), contentType: 'application/json' })
    }),
  context: async ({ context, mock, mockBaseUrl }, use) => {
    const { pattern, within } = apiPaths(mockBaseUrl)
    await context.route(pattern, (route) => {
      const { pathname, search } = within(route.request().url())
      return redirected(route, mock.url + pathname + search)
    })
    await use(context)
  },
})

/** Sends a request elsewhere, unseen by its page. */
async function redirected(route: Route, url: string): Promise<void> {
  if (route.request().url().startsWith('http:')) return route.continue({ url })
  // From HTTPS to HTTP there is no continuing, and of what breaks off only that it did.
  const response = await route.fetch({ url }).catch(() => undefined)
  return response === undefined ? route.abort('connectionreset') : route.fulfill({ response })
}
