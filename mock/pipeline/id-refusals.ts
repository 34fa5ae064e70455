import { isGenerated } from '../model/uuid.ts'
import type { Readings } from '../readings/readings.ts'
import type { Entry, Refusal } from './refusal.ts'
import { refusal } from './refusal.ts'

const longestId = 255

/** Why an id is refused for its length, if it is. */
export function overlong(id: string, readings: Readings): Refusal | undefined {
  return id.length > longestId ? refusal('id', readings['overlong-id'], unparsable) : undefined
}

/** Why an id is refused for its spelling, if it is. `uuid` is what it spells. */
export function unlikeUuid(id: string, uuid: string | undefined, readings: Readings): Refusal | undefined {
  if (uuid === undefined) return refusal('id', readings['not-a-uuid'], unparsable)
  return uuid !== id && readings['other-spelling'] !== '201' ? refusal('id', readings['other-spelling'], unparsable) : undefined
}

/** Why a UUID that names no token is refused. */
export function unknownUuid(uuid: string, readings: Readings): Refusal {
  return isGenerated(uuid) ? refusal('target', readings.unknown) : refusal('target', readings['nil-uuid'], unparsable)
}

const unparsable: Entry = { type: 'uuid_parsing', loc: ['path', 'token_id'], msg: 'Input should be a valid UUID' }
