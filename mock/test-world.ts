import type { Mock, MockOptions } from './mock.ts'
import { startMock } from './start-mock.ts'
import type { World } from './worlds/world.ts'

/** A mock that one test has to itself: a world of a running mock, behind a port of its own. */
export interface TestMock extends World {
  /** Such as `http://127.0.0.1:4010`, without a slash at its end. */
  readonly url: string
}

/** A fixture: gives a new mock to `use`, and closes it afterwards. Runners read its parameters, so they stay destructured. */
export async function servingMock(
  { mockOptions }: { readonly mockOptions: MockOptions },
  use: (mock: Mock) => Promise<void>,
): Promise<void> {
  const mock = await startMock(mockOptions)
  await use(mock)
  await mock.close(0)
}

/** Gives a new world of a mock to `use`, and forgets it afterwards. */
export async function inTestWorld(server: Mock, use: (mock: TestMock) => Promise<void>): Promise<void> {
  const name = crypto.randomUUID()
  const world = await server.world(name)
  const door = await server.door(name)
  try {
    await use({ ...world, url: door.url })
  } finally {
    await door.close(0)
    await server.removeWorld(name)
  }
}
