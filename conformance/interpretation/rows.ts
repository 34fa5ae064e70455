import type { BodyTrait } from './body.ts'

/**
 * A row of the table "Ambiguities" in INTERPRETATION.md: which answers are right in one situation.
 *
 * A row is a *fault* of the request when none of its accepted answers is a success; else it merely allows more than one
 * answer.
 */
export interface Row {
  readonly id: string
  readonly situation: string
  readonly accept: readonly number[]
  readonly warn: readonly number[]
  /** What an answer outside both lists is, when this row alone applies: 2xx and 5xx are always `must`. */
  readonly otherwise: 'must' | 'warning'
  /** Statuses that are `must` even where `otherwise` says warning. */
  readonly never: readonly number[]
  /** Name under which the observed choice is reported, where there is a choice. */
  readonly reading?: string
  /** Set where the row lists only what it adds to the answers of the others, and is no fault by itself. */
  readonly tolerated?: true
}

interface Choices {
  readonly tolerated?: true
  readonly accept: readonly number[]
  readonly warn?: readonly number[]
  readonly otherwise?: Row['otherwise']
  readonly never?: readonly number[]
  readonly reading?: string
}

function row(id: string, situation: string, choices: Choices): Row {
  return { id, situation, warn: [], otherwise: 'warning', never: [], ...choices }
}

/** Every 2xx, 3xx and 4xx: for situations in which anything but a 5xx is right. */
const anyAnswer: readonly number[] = Array.from({ length: 300 }, (_, index) => 200 + index)
const only = (...accept: number[]): Choices => ({ accept, otherwise: 'must' })

/** Whoever has no live credential. */
export const credentialRows: Readonly<
  Record<
    | 'none'
    | 'unknown'
    | 'revoked'
    | 'expired'
    | 'malformed'
    | 'overlong'
    | 'severalBad'
    | 'several'
    | 'otherScheme'
    | 'spacing'
    | 'spoofed',
    Row
  >
> = {
  none: row('no credential', 'no bearer credential', only(401)),
  unknown: row('unknown credential', 'a well-formed bearer credential that was never issued', only(401)),
  revoked: row('revoked credential', 'the credential of a revoked token', only(401)),
  expired: row('expired credential', 'the credential of an expired token', only(401)),
  malformed: row('malformed credential', 'a malformed Authorization field', { accept: [400, 401], reading: 'malformed-credential' }),
  overlong: row('overlong credential', 'an overlong Authorization field', { accept: [400, 401, 413, 414, 431] }),
  severalBad: row('several bad credentials', 'two Authorization fields, both bad', { accept: [400, 401, 431], never: [403, 404] }),
  several: row('several credentials', 'two Authorization fields', { accept: anyAnswer, reading: 'two-authorizations' }),
  otherScheme: row('scheme in another case', 'the scheme Bearer written in another case', {
    accept: [],
    warn: [401],
    tolerated: true,
    reading: 'scheme-case',
  }),
  spacing: row('loose spacing', 'more than one space after Bearer', { accept: [400, 401], tolerated: true }),
  /** A gateway that sets these fields itself may refuse whoever brings them. */
  spoofed: row('proxy fields for a credential', 'no bearer credential, but what only a proxy tells', {
    accept: [400, 401, 403],
    otherwise: 'must',
  }),
}

/** Whoever has a live credential and asks for a token that is there. */
export const permissionRows: Readonly<
  Record<'success' | 'foreign' | 'foreignRevoked' | 'foreignUnknown' | 'unclear' | 'self' | 'repeat' | 'expiredTarget', Row>
> = {
  success: row('revocation', 'a manager revokes a live token', only(201)),
  foreign: row('foreign', 'an outsider revokes a live token', { accept: [403, 404], never: [401], reading: 'foreign' }),
  foreignRevoked: row('foreign revoked', 'an outsider revokes a revoked token', { accept: [403, 404], never: [401] }),
  foreignUnknown: row('foreign unknown', 'an outsider revokes an unknown id', {
    accept: [403, 404],
    never: [401],
    reading: 'foreign-unknown',
  }),
  /** Nobody says whether this caller may revoke this target. */
  unclear: row('unclear permission', 'a token whose permission is not known revokes another', {
    accept: [201, 400, 403, 404, 422],
    never: [401],
  }),
  self: row('self', 'a token revokes itself', { accept: [201, 400, 403, 404], warn: [409], never: [401], reading: 'self' }),
  repeat: row('repeat', 'a manager revokes a revoked token', {
    accept: [201, 400, 404, 422],
    warn: [409, 410],
    never: [200, 202, 204, 401, 403],
    reading: 'repeat',
  }),
  expiredTarget: row('expired target', 'a manager revokes an expired token', {
    accept: [201, 400, 404, 422],
    warn: [409, 410],
    never: [401],
    reading: 'expired-target',
  }),
}

/** The id in the path. */
export const targetRows: Readonly<Record<'unknown' | 'oddUuid' | 'notAUuid' | 'overlong' | 'otherSpelling', Row>> = {
  unknown: row('unknown id', 'the id of no token', { accept: [404], warn: [403], never: [401, 422] }),
  oddUuid: row('odd uuid', 'a UUID of a version or variant that is not issued', {
    accept: [400, 404, 422],
    never: [401],
    reading: 'nil-uuid',
  }),
  notAUuid: row('not a uuid', 'an id that is no UUID', { accept: [400, 404, 422], never: [401], reading: 'not-a-uuid' }),
  overlong: row('overlong id', 'an overlong id', { accept: [400, 404, 414, 422, 431], never: [401], reading: 'overlong-id' }),
  otherSpelling: row('other spelling', 'another spelling of an issued id', { accept: [201, 400, 404, 422], reading: 'other-spelling' }),
}

/** The body. */
export const bodyRows: Readonly<Record<BodyTrait, Row>> = {
  'wrong type': row('wrong-typed body', 'a body that does not fit the schema', { accept: [422], warn: [400], reading: 'wrong-type' }),
  'broken json': row('broken JSON', 'a body that is no JSON', { accept: [400, 422], reading: 'malformed-json' }),
  'extended json': row('extended JSON', 'JSON as only lenient parsers read it', { accept: [201, 400, 422], reading: 'lenient-json' }),
  'odd keys': row('odd keys', 'unusual property names', { accept: [201, 400, 413, 422], reading: 'odd-keys' }),
  'huge number': row('huge number', 'a number beyond a double', { accept: [201, 400, 413, 422] }),
  'deep nesting': row('deep nesting', 'deeply nested JSON', { accept: [201, 400, 413, 422] }),
  'duplicate keys': row('duplicate keys', 'one key twice', { accept: [201, 400, 422], reading: 'duplicate-keys' }),
  nul: row('NUL', 'a reason that contains U+0000', { accept: [201, 400, 422], reading: 'nul' }),
  surrogate: row('lone surrogate', 'a reason with a lone surrogate', { accept: [201, 400, 422], reading: 'surrogate' }),
  'long reason': row('long reason', 'a very long reason', { accept: [201, 400, 413, 422], reading: 'long-reason' }),
  huge: row('huge body', 'a body beyond what servers read', { accept: [201, 400, 413, 422] }),
  empty: row('empty body', 'no body, announced as JSON', { accept: [201], warn: [400, 415, 422], reading: 'empty-body' }),
  blank: row('blank body', 'a body of white space', { accept: [201, 400, 422], reading: 'blank-body' }),
  'other media type': row('other media type', 'a body that is not announced as JSON', {
    accept: [201, 400, 415, 422],
    reading: 'media-type',
  }),
  'exotic media type': row('exotic media type', 'JSON in an unusual dress', { accept: anyAnswer }),
  chunked: row('chunked', 'a chunked body', { accept: [201], warn: [411], reading: 'chunked' }),
}

/** The table names this combination: whoever has no live credential may also be told 400 about a body of the wrong type. */
export const strangersWrongType: Row = { ...bodyRows['wrong type'], accept: [400, 422], warn: [] }

/** Method and path. */
export const routeRows: Readonly<Record<'otherMethod' | 'options' | 'trailingSlash' | 'otherPath' | 'nearMiss', Row>> = {
  otherMethod: row('other method', 'another method', {
    accept: [401, 403, 404, 405, 501],
    warn: Array.from({ length: 100 }, (_, index) => 200 + index),
    reading: 'other-method',
  }),
  options: row('OPTIONS', 'OPTIONS', { accept: [...anyAnswer, 501], reading: 'options' }),
  trailingSlash: row('trailing slash', 'a slash at the end of the path', {
    accept: [201, 307, 308, 404, 405],
    warn: [301, 302, 303],
    reading: 'trailing-slash',
  }),
  /** Only where the answer tells that it was taken for the contract's. */
  nearMiss: row('near miss', 'another way to write the path', { accept: [201, 404, 405] }),
  otherPath: row('other path', 'a path that is not in the contract', { accept: anyAnswer }),
}

/** Whether a request in this situation must not succeed. */
export function isFault({ accept, tolerated }: Row): boolean {
  return tolerated !== true && !accept.includes(201)
}

/** Answers of a target that has no time now; they say nothing about any request. */
export const busy: readonly number[] = [408, 429, 503]
/** Answers that say nothing about the request where no row names them. */
export const inconclusive: readonly number[] = [406, 408, 413, 415, 429, 431, 503]
/** Answers of a gateway or a busy server; they convict only when the same request gets them again at rest. */
export const transient: readonly number[] = [429, 502, 503, 504]
