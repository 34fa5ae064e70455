import type { Exchange } from './events.ts'

/** Whether a request certainly had no effect: a complete 4xx but 408. */
export function isRefused({ end, response }: Exchange): boolean {
  const status = end === null ? undefined : response?.status
  return status !== undefined && status >= 400 && status < 500 && status !== 408
}
