import type { JournalMatch } from '../control/generated/types.ts'
import type { Token } from '../model/token.ts'
import { uuidOf } from '../model/uuid.ts'
import { valuesOf } from '../pipeline/incoming.ts'

/** What is known of a request when it is held against a match. */
export interface Subject {
  readonly method: string
  readonly target: string
  readonly headers: readonly string[]
  /** The token it was sent with. */
  readonly caller: Token | undefined
  readonly tokenId: string | undefined
  readonly reason: string | null
  readonly status?: number
  readonly effect?: string
  readonly forced?: string | undefined
}

/** A match whose target, where it names a token, is known by its id. */
export interface Criteria extends JournalMatch {
  readonly targetId?: string | undefined
}

/** Whether a request is meant. */
export function isMatch(criteria: Criteria, subject: Subject): boolean {
  return differences(criteria, subject).length === 0
}

/** In what a request differs from what is meant, such as `status: 404 instead of 201`. */
export function differences(criteria: Criteria, subject: Subject): string[] {
  const { method, path, target, caller, reason, headers, status, effect, forced } = criteria
  return [
    ...unless(method === undefined || method.toUpperCase() === subject.method, 'method', subject.method, method),
    ...unless(path === undefined || fitsPath(path, pathOf(subject.target)), 'path', pathOf(subject.target), path),
    ...unless(target === undefined || isTarget(criteria, subject.tokenId), 'target', subject.tokenId, target),
    ...unless(caller === undefined || isCaller(caller, subject.caller), 'caller', subject.caller?.name ?? null, caller),
    ...unless(reason === undefined || reason === subject.reason, 'reason', subject.reason, reason),
    ...unless(status === undefined || status === subject.status, 'status', subject.status, status),
    ...unless(effect === undefined || effect === subject.effect, 'effect', subject.effect, effect),
    ...unless(forced === undefined || forced === (subject.forced !== undefined), 'forced', subject.forced !== undefined, forced),
    ...Object.entries(headers ?? {}).flatMap(([name, value]) => {
      const sent = valuesOf(subject, name.toLowerCase()).join(', ')
      const isThere = valuesOf(subject, name.toLowerCase()).length > 0
      return unless(value === null ? !isThere : sent === value && isThere, `header ${name}`, isThere ? sent : null, value)
    }),
  ]
}

function unless(holds: boolean, what: string, got: unknown, wanted: unknown): string[] {
  return holds ? [] : [`${what}: ${JSON.stringify(got ?? null)} instead of ${JSON.stringify(wanted)}`]
}

function pathOf(target: string): string {
  return target.replace(/[?#].*$/s, '')
}

function fitsPath(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern
}

function isTarget({ target, targetId }: Criteria, tokenId: string | undefined): boolean {
  return tokenId !== undefined && (tokenId === target || (uuidOf(tokenId) ?? tokenId) === (targetId ?? target))
}

function isCaller(wanted: string | null, caller: Token | undefined): boolean {
  if (wanted === null || caller === undefined) return wanted === null && caller === undefined
  return caller.id === wanted || caller.jti === wanted || caller.name === wanted
}
