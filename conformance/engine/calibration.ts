import { TargetError } from '../errors.ts'
import type { Door, Exchange } from '../history/events.ts'
import { Case } from './case.ts'
import type { Actor, TokenSupply } from './tokens.ts'
import { OutOfTokens } from './tokens.ts'
import type { Cast, World } from './world.ts'

/** A well-formed credential that nobody issued. */
export const garbage: readonly string[] = ['Bearer dz_this-is-no-token-and-never-was-one-000000000']

/**
 * Takes the tokens that act throughout the run.
 *
 * @throws ProvisionerError where no manager can be had: nothing could be judged.
 */
export async function castOf(supply: TokenSupply): Promise<Cast> {
  const manager = await supply.take('manager')
  // The control is never used to act; on a pool too small for one, the acting manager is its own witness.
  const control = await optional(supply, 'manager')
  return { manager, control: control ?? manager, outsider: await optional(supply, 'outsider'), expired: await optional(supply, 'expired') }
}

async function optional(supply: TokenSupply, kind: 'manager' | 'outsider' | 'expired'): Promise<Actor | undefined> {
  try {
    return await supply.take(kind)
  } catch (error) {
    if (error instanceof OutOfTokens) return undefined
    throw error
  }
}

/**
 * Learns what each door answers to the living and to garbage, before anything is revoked. What breaks the contract here
 * is judged like everything else.
 *
 * @throws TargetError `UNREACHABLE` or `REFUSES_EVERYBODY`, when nothing can be concluded.
 */
export async function calibrate(world: World, cast: Cast): Promise<void> {
  const sample = await world.supply.take('revocable').catch((error: unknown) => {
    if (error instanceof OutOfTokens) return undefined
    throw error
  })
  for (const [index, door] of world.doors.entries()) {
    const on = new Case(world, cast, 'calibration', `calibration#${door.name}`)
    try {
      const lane = on.lane(0, door)
      const first = await on.probe(garbage, lane)
      if (index === 0) assertReachable(first, door)
      if (door.kind !== 'probe') await on.probe([], lane)
      const living = [cast.manager, cast.control, cast.outsider, sample].filter((actor) => actor !== undefined)
      const answers: Exchange[] = []
      for (const actor of living) answers.push(await on.probe(actor, lane))
      if (cast.expired !== undefined) await on.probe(cast.expired, lane)
      // What a live credential without the permission is answered: a dead one must not be answered the same.
      if (index === 0 && sample !== undefined && cast.outsider !== undefined) await on.revoke(sample, cast.outsider, undefined, lane)
      await on.probe(garbage, lane)
      if (index === 0 && isRefusedThroughout(first, answers)) await assertSomebodyIsLet(on, sample, door)
    } finally {
      on.end()
    }
  }
}

/** @throws TargetError `UNREACHABLE` when there was no connection. */
export function assertReachable({ failure }: Exchange, door: Door): void {
  if (failure?.code !== 'connect') return
  throw new TargetError('UNREACHABLE', `${door.url} cannot be reached: ${failure.message}. Start the target, or correct --target.`)
}

function isRefusedThroughout(garbageAnswer: Exchange, answers: readonly Exchange[]): boolean {
  return garbageAnswer.response?.status === 401 && answers.length > 0 && answers.every(({ response }) => response?.status === 401)
}

/** Perhaps only unknown ids are answered 401: then a manager can still revoke, and that is a finding. */
async function assertSomebodyIsLet(on: Case, sample: Actor | undefined, door: Door): Promise<void> {
  const answer = sample === undefined ? undefined : await on.revoke(sample, on.cast.manager)
  if (answer?.response !== null && answer?.response !== undefined && answer.response.status !== 401) return
  throw new TargetError(
    'REFUSES_EVERYBODY',
    `${door.url} answers 401 to every token that the provisioner issued, so nothing can be concluded. Check that --provisioner issues tokens for this target.`,
  )
}

/** Whether the target answered 401 even to the living when it was calibrated, so that the probe tells nothing. */
function isProbeBlind(world: World): boolean {
  const answers = world.recorder.history().exchanges.filter(({ scenario }) => scenario === 'calibration')
  return answers
    .filter(({ request }) => request.body === null)
    .every(({ response }) => response?.status === 401 || response?.status === 201)
}

/**
 * Probes the control and garbage at every door: the proof that the target still tells them apart.
 *
 * @throws TargetError `CONTROL_DIED` when the untouched manager is refused, twice.
 */
export async function pulse(world: World, cast: Cast): Promise<void> {
  for (const door of world.doors) {
    const on = new Case(world, cast, 'control', `control#${door.name}`)
    try {
      const lane = on.lane(0, door)
      await on.probe(garbage, lane)
      const answer = await on.probe(cast.control, lane)
      if (answer.response?.status !== 401) continue
      await on.wait(100)
      const again = await on.probe(cast.control, lane)
      if (again.response?.status !== 401 || isProbeBlind(world)) continue
      const { alias } = cast.control.token
      throw new TargetError(
        'CONTROL_DIED',
        `${alias}, which nobody revoked and which did nothing, is refused since request ${answer.id}: the target locks callers out, or ends sessions early. Raise its limits for the run.`,
      )
    } finally {
      on.end()
    }
  }
}
