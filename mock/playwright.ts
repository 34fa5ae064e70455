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
import type { TestMock } from './test-world.ts'
import { inTestWorld, servingMock } from './test-world.ts'

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
  mockServer: [servingMock, { scope: 'worker' }],
  mock: ({ mockServer }, use, info) =>
    inTestWorld(mockServer, async (mock) => {
      await use(mock)
      if (info.status === info.expectedStatus) return
      const { entries } = await mock.journal.page()
      await info.attach('mock journal', { body: JSON.stringify(entries, null, 2), contentType: 'application/json' })
    }),
  context: async ({ context, mock, mockBaseUrl }, use) => {
    const { pattern, target } = apiPaths(mockBaseUrl)
    await context.route(pattern, (route) => redirected(route, mock.url + target(route.request().url())))
    await use(context)
    // Whoever is still waiting for an answer has a page no longer.
    await context.unrouteAll({ behavior: 'ignoreErrors' })
  },
})

/** Sends a request elsewhere, unseen by its page. */
async function redirected(route: Route, url: string): Promise<void> {
  const request = route.request()
  if ([request.url(), request.headers()['origin'] ?? ''].every(isOfThisMachine)) return route.continue({ url })
  // Browsers keep pages of other machines from this one, and HTTPS from HTTP; Playwright asks in their place.
  const response = await route.fetch({ url }).catch(() => undefined)
  return response === undefined ? route.abort('connectionreset') : route.fulfill({ response })
}

function isOfThisMachine(url: string): boolean {
  return url === '' || /^http:\/\/(?:localhost|[\w.-]+\.localhost|127\.[\d.]+|\[::1\])(?:[:/]|$)/.test(url)
}
