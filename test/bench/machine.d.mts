/** Where and when it was measured. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  /** In GB. */
  readonly memory: number
  readonly platform: string
  readonly node: string
  /** What sends the load. */
  readonly generator: string
  /** Of the last 1, 5 and 15 minutes, before anything was measured. */
  readonly load: readonly number[]
}

export function machine(generator: string): Machine
