import type { Contract } from '../../contract/index.ts'
import type { Answer } from '../pipeline/answer.ts'
import type { Incoming } from '../pipeline/incoming.ts'
import type { Store } from '../store/store.ts'
import type { World } from '../worlds/world.ts'
import type { Worlds } from '../worlds/worlds.ts'
import type { Access } from './access.ts'
import type { Bodies, OperationId } from './generated/types.ts'

/** What is controlled. */
export interface Controlled {
  readonly worlds: Worlds
  readonly contract: () => Contract
  readonly store: Store
  /** A page in the text format of Prometheus. */
  readonly metrics: () => Promise<string>
  readonly access: Access
  /** The header that tells a client whom it talks to. */
  readonly header: Readonly<Record<string, string>>
}

/** One request for an operation of the control API, read and checked. */
export interface Call<Id extends OperationId = OperationId> {
  readonly request: Incoming
  readonly mock: Controlled
  /** The one it is about; the first where it is about none. */
  readonly world: World
  /** The parameters of its path and its query, by their names. Those that were left away are not there. */
  readonly path: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | number | boolean>>
  readonly body: Id extends keyof Bodies ? Bodies[Id] : undefined
}

/** Carries out an operation. */
export type Act<Id extends OperationId> = (call: Call<Id>) => Answer | Promise<Answer>

/** For each of these operations, what carries it out. */
export type Acts<Id extends OperationId> = { readonly [Each in Id]: Act<Each> }

/** The answer to what is done and tells nothing. */
export const done: Answer = { status: 204, headers: {}, body: '' }
