import type { LaneOptions } from '../client/index.ts'
import type { Baseline, HeaderFields, Selection } from '../history/events.ts'
import type { Provisioner } from '../provisioner/index.ts'
import type { Profile } from '../scenarios/scenario.ts'
import type { KeptRun } from './kept-run.ts'
import type { Replay } from './replay.ts'

/** What a run does not keep of its command line, or not as it was written there. */
export interface Written {
  readonly provisionerHeaders?: HeaderFields
  /** Names of files. */
  readonly ca?: string | undefined
  readonly cert?: string | undefined
  readonly key?: string | undefined
  readonly baseline?: string | undefined
  /** Secrets are shown as the variables that hold them. */
  readonly environment?: NodeJS.ProcessEnv
}

/** Everything `check` may be told. */
export interface CheckOptions {
  /** Base URL of the implementation; a path prefix is kept. */
  readonly target: string
  readonly provisioner: Provisioner
  /** How the provisioner is written on a command line, for the replay of a failure. */
  readonly provisionerSpec?: string | undefined
  /** What else a command line said, for the same. */
  readonly written?: Written | undefined
  readonly profile: Profile
  readonly seed: number
  readonly selection: Selection
  /** Cases under way at once. */
  readonly concurrency: number
  /** Most requests a second; `undefined`: no limit. */
  readonly rate?: number | undefined
  /** Declared delay of a revocation, in ms. */
  readonly propagation: number
  /** Longest wait for one answer, in ms. */
  readonly requestTimeout: number
  /** Longest run, in ms, at most 2 ** 31 - 1; what was seen by then is judged, and never a pass. */
  readonly maxTime?: number | undefined
  /** Added to every request to the target. */
  readonly headers: HeaderFields
  /** How to reach the target: certificates, proxy. */
  readonly route?: Pick<LaneOptions, 'ca' | 'cert' | 'key' | 'proxy' | 'allowH2'> | undefined
  /** Readings that are pinned: name to the only status that is right. */
  readonly expect?: Readonly<Record<string, string>> | undefined
  /** Failures that are known. */
  readonly baseline?: Baseline | undefined
  /** A shell command that restarts the target; every token is tried again afterwards. */
  readonly restart?: string | undefined
  /** Gets every token with its secret at the end; for a later `recheck`. */
  readonly keepSecrets?: ((kept: KeptRun) => Promise<void>) | undefined
  /** More doors to the same implementation. */
  readonly replicas: readonly string[]
  /** Other protected operations, such as `GET /api/v1/me`. */
  readonly probes: readonly string[]
  readonly destructive: boolean
  /** Allows a target or a replica that the contract names as a server. */
  readonly production?: boolean | undefined
  /** Put into reasons that the target is sent, and into the history: what was recorded before cannot hold it. */
  readonly challenge?: string | undefined
  readonly replay?: Replay | undefined
  /** End the run at the first failure of one of these requirements or families; empty: never. */
  readonly failFast?: readonly string[] | undefined
  /** Ends the run; what was seen is judged. */
  readonly signal?: AbortSignal | undefined
}
