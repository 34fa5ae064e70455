import type { TestAPI } from 'vitest'
import { test as base } from 'vitest'
import type { Mock, MockOptions } from './mock.ts'
import type { TestMock } from './test-world.ts'
import { inTestWorld, servingMock } from './test-world.ts'

export type { TestMock } from './test-world.ts'

/** What each test gets. */
export interface MockFixtures {
  /** A mock that this test has to itself. */
  readonly mock: TestMock
  /** How the mock is started; override it with `test.extend({ mockOptions })`. */
  readonly mockOptions: MockOptions
  /** The mock whose worlds the tests get. */
  readonly mockServer: Mock
}

/** Vitest's `test` with a `mock`. */
export const test: TestAPI<MockFixtures> = base.extend<MockFixtures>({
  mockOptions: [{}, { scope: 'worker' }],
  mockServer: [servingMock, { scope: 'worker' }],
  mock: ({ mockServer }, use) => inTestWorld(mockServer, use),
})
