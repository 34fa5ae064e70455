import { json } from '../pipeline/answer.ts'
import type { Acts } from './call.ts'
import { done } from './call.ts'
import { notFound } from './errors.ts'

type SwitchOperation =
  | 'getSwitches'
  | 'setSwitches'
  | 'adoptReadings'
  | 'getTime'
  | 'setTime'
  | 'realTime'
  | 'advanceTime'
  | 'listAnswers'
  | 'forceAnswer'
  | 'forgetAnswers'
  | 'forgetAnswer'

/** How a world behaves: switches, time, forced answers. */
export const switchActs: Acts<SwitchOperation> = {
  getSwitches: ({ world }) => json(200, world.switches.get()),
  setSwitches: ({ world, body }) => json(200, world.switches.set(body)),
  adoptReadings: ({ world, body }) => json(200, world.switches.like(body)),

  getTime: ({ world }) => json(200, world.time.get()),
  setTime: ({ world, body }) => json(200, world.time.set(body)),
  realTime: ({ world }) => json(200, world.time.real()),
  advanceTime: ({ world, body }) => json(200, world.time.advance(body.by)),

  listAnswers: ({ world }) => json(200, { answers: world.answers.list() }),
  forceAnswer: async ({ world, body }) => json(201, await world.answers.force(body)),
  forgetAnswers({ world }) {
    world.answers.forget()
    return done
  },
  forgetAnswer({ world, path: { id = '' } }) {
    if (!/^\d{1,15}$/.test(id)) return notFound(`There is no forced answer "${id.slice(0, 100)}".`)
    world.answers.forget(Number(id))
    return done
  },
}
