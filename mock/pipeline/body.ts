import type { Contract } from '../../contract/index.ts'
import type { Decoded } from '../bodies/decode.ts'
import { decode } from '../bodies/decode.ts'
import { scanJson } from '../bodies/json-scan.ts'
import { strictened, withoutNaN } from '../bodies/lenient-json.ts'
import { echo, validationErrors } from '../bodies/validation-errors.ts'
import type { Readings } from '../readings/readings.ts'
import { oddity } from './body-oddity.ts'
import type { Incoming } from './incoming.ts'
import { valuesOf } from './incoming.ts'
import type { Entry, Refusal } from './refusal.ts'
import { isRefusal, refusal } from './refusal.ts'

/** What the body of a revocation says. */
export interface Payload {
  readonly reason: string | null
}

const silence: Payload = { reason: null }

/** Reads the body of a revocation: as bytes, as text, as JSON, and against the contract, in this order. */
export function payloadOf(request: Incoming, contract: Contract, readings: Readings): Payload | Refusal {
  const [type] = valuesOf(request, 'content-type')
  if (readings.chunked !== '201' && valuesOf(request, 'transfer-encoding').length > 0) return refusal('framing', readings.chunked)
  if (request.body.length === 0) return emptyBody(type, readings)
  // What nearly every body is need not be looked at twice.
  const treatment = type === 'application/json' ? 'json' : treatmentOf(type, readings)
  if (treatment === 'ignored') return silence
  if (treatment !== 'json' && treatment !== 'text') return refusal('media type', treatment, notAnObject)
  const decoded = decode(request.body)
  const objection = objectionTo(decoded, readings)
  if (objection !== undefined || decoded === undefined) return objection ?? unparsable
  if (treatment === 'text') return refusal('media type', 422, { ...notAnObject, input: echo(decoded.text) })
  if (readings['blank-body'] !== '422' && decoded.text.trim() === '') {
    return readings['blank-body'] === '201' ? silence : refusal('json', readings['blank-body'])
  }
  return jsonPayload(decoded.text, contract, readings)
}

const notAnObject: Entry = {
  type: 'model_attributes_type',
  loc: ['body'],
  msg: 'Input should be a valid dictionary or object to extract fields from',
}

const unparsable: Refusal = { because: 'encoding', status: 400, detail: 'There was an error parsing the body' }

function emptyBody(type: string | undefined, readings: Readings): Payload | Refusal {
  if (readings['empty-body'] === '201' || !/json/i.test(type ?? '')) return silence
  return refusal('media type', readings['empty-body'], { type: 'missing', loc: ['body'], msg: 'Field required', input: null })
}

/** What is done with a body of this content type: read as JSON, taken for plain text, ignored, or refused with a status. */
function treatmentOf(type: string | undefined, readings: Readings): string {
  if (type === undefined) return readings['no-content-type'] === 'sniffed' ? 'json' : readings['no-content-type']
  const [, suffix] = /^application\/(?:([\w.-]+\+)?json)\s*(?:;|$)/i.exec(type.trim()) ?? ['', 'none']
  if (suffix === undefined) return 'json'
  if (suffix !== 'none') return readings['merge-patch'] === '201' ? 'json' : readings['merge-patch']
  if (readings['media-type'] === '422') return 'text'
  return readings['media-type'] === 'sniffed' ? 'json' : readings['media-type']
}

function objectionTo(decoded: Decoded | undefined, readings: Readings): Refusal | undefined {
  if (decoded === undefined) return unparsable
  if (decoded.encoding === 'utf-16') {
    const choice = readings['utf-16']
    if (choice === '201') return undefined
    return choice === '400' ? unparsable : refusal(choice === '415' ? 'media type' : 'encoding', choice, expectingValue)
  }
  if (!decoded.marked || readings.bom === '201') return undefined
  return refusal('encoding', readings.bom, expectingValue)
}

const expectingValue = malformed(0, 'Expecting value')

function malformed(position: number, error: string): Entry {
  return { type: 'json_invalid', loc: ['body', position], msg: 'JSON decode error', input: {}, ctx: { error } }
}

function jsonPayload(text: string, contract: Contract, readings: Readings): Payload | Refusal {
  const json = parse(text, readings)
  if (isRefusal(json)) return json
  const { value } = json
  const problems = contract.problemsInBody(value)
  if (problems.length > 0) {
    if (readings['wrong-type'] !== '422') return refusal('schema', readings['wrong-type'])
    return { because: 'schema', status: 422, detail: validationErrors(problems, value) }
  }
  const reason = (value as { reason?: string | null } | null)?.reason ?? null
  return oddity(text, value, reason, readings) ?? { reason }
}

function parse(text: string, readings: Readings): { value: unknown } | Refusal {
  const value = parsed(text)
  if (value !== undefined) return readings['duplicate-keys'] === 'first' ? { value: firstWins(text, value) } : { value }
  const choice = readings['lenient-json']
  // Where all that is no JSON is refused alike, nobody need know what a lenient parser makes of it.
  const lenient = choice === readings['malformed-json'] ? undefined : leniently(text)
  if (lenient !== undefined && (choice === '201' || (choice === 'nan' && lenient.onlyNaN))) return lenient
  if ((lenient === undefined ? readings['malformed-json'] : choice) === '400') return refusal('json', 400)
  const error = scanJson(text).error ?? { position: 0, message: 'Expecting value' }
  return refusal('json', 422, malformed(characters(text.slice(0, error.position)), error.message))
}

/** Python counts characters, not UTF-16 units. */
function characters(text: string): number {
  return text.replaceAll(/[\ud800-\udbff][\udc00-\udfff]/g, '_').length
}

/** `undefined` when it is no JSON: JSON itself has no value that becomes `undefined`. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** What a lenient parser makes of a text that is no JSON; `undefined` when it is too broken for that as well. */
function leniently(text: string): { value: unknown; onlyNaN: boolean } | undefined {
  const withNaN = parsed(withoutNaN(text))
  const value = withNaN ?? parsed(strictened(text))
  return value === undefined ? undefined : { value, onlyNaN: withNaN !== undefined }
}

/** Of several members called `reason`, the first one. */
function firstWins(text: string, value: unknown): unknown {
  const first = scanJson(text).members.find(({ key }) => key === 'reason')
  return first === undefined ? value : { ...(value as object), reason: JSON.parse(text.slice(first.start, first.end)) as unknown }
}
