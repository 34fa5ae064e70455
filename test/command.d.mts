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

/** Starts `dayzero-contract mock` on a free port and waits until it listens. */
export function startMock(
  args?: readonly string[],
): Promise<{ readonly url: string; readonly replicas: readonly string[]; stop(): Promise<void> }>
