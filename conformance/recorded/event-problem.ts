import type { Validator } from '../../contract/index.ts'
import * as validators from './generated/validators.ts'

/** What is wrong with a value as an event of a history, in a clause; `undefined` where nothing is. */
export function eventProblem(event: unknown): string | undefined {
  const kind = typeof event === 'object' && event !== null && 'kind' in event ? event.kind : undefined
  const validate = byKind.get(kind)
  if (validate === undefined) return kind === undefined ? 'it has no "kind"' : `there is no kind ${JSON.stringify(kind)}`
  if (validate(event)) return undefined
  const [error] = validate.errors ?? []
  return `${error?.instancePath || '/'} ${error?.message}`
}

const byKind: ReadonlyMap<unknown, Validator> = new Map(
  Object.entries({
    header: validators.header,
    issued: validators.issued,
    unavailable: validators.unavailable,
    exchange: validators.exchange,
    connection: validators.connection,
    restart: validators.restart,
    shrunk: validators.shrunk,
    notice: validators.notice,
    footer: validators.footer,
  }),
)
