export interface Ended {
  /** `null` when a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `dayzero-contract` to its end; `timeout` in ms, default 60,000. */
export function run(
  args: readonly string[],
  options?: { readonly env?: NodeJS.ProcessEnv; readonly cwd?: string; readonly timeout?: number },
): Promise<Ended>

/** A mock in a process of its own. */
export interface RunningMock {
  readonly url: string
  readonly replicas: readonly string[]
  readonly pid: number
  /** Waits until the process has printed something like this, whenever that was. */
  heard(pattern: RegExp): Promise<RegExpExecArray>
  /** What it has said on stderr. */
  complaints(): string
  /** Sends SIGTERM and waits for the end. */
  stop(): Promise<void>
  /** The exit code, once it has ended; `null` when a signal ended it. */
  readonly ended: Promise<number | null>
}

/** Starts `dayzero-contract mock` on a free port and waits until it listens. */
export function startMock(args?: readonly string[], env?: NodeJS.ProcessEnv): Promise<RunningMock>
