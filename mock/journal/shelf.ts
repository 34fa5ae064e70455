import type { Entry } from './entry.ts'
import { textsOf } from './texts.ts'

/**
 * Entries by place, kept so that the garbage collector has next to nothing to look at: their texts as bytes, their numbers in
 * one array, and of the rest only what others keep anyway. Ten thousand entries as objects would each be copied twice while
 * they are young and marked again and again when they are old, which costs a request more than its revocation does.
 */
export interface Shelf {
  /** Puts an entry at a place that is free. */
  put(place: number, entry: Entry): void
  get(place: number): Entry
  /** Frees the place of the oldest entry, and tells its weight. */
  drop(place: number): number
  clear(): void
}

/** An empty shelf. It grows with what is put on it. */
export function shelfOf(): Shelf {
  const texts = textsOf()
  let numbers = new Float64Array(0)
  let rests: Rest[] = []

  return {
    put(place, entry) {
      const { target, tokenId, headerLines, body, answerBody } = entry
      const { start, bytes } = texts.put(target + (tokenId ?? '') + headerLines + body + answerBody)
      const at = place * columns
      if (at >= numbers.length) numbers = longer(numbers, at + columns)
      numbers[at] = start
      numbers[at + 1] = bytes
      numbers[at + 2] = target.length
      numbers[at + 3] = tokenId === undefined ? -1 : tokenId.length
      numbers[at + 4] = headerLines.length
      numbers[at + 5] = body.length
      numbers[at + 6] = entry.id
      numbers[at + 7] = entry.at
      numbers[at + 8] = entry.duration
      numbers[at + 9] = entry.waited
      numbers[at + 10] = entry.bodyLength
      numbers[at + 11] = entry.status
      numbers[at + 12] = entry.answerLength
      numbers[at + 13] = entry.weight
      keep((rests[place] ??= { ...nothing }), entry)
    },
    get(place) {
      const number = (column: number): number => numbers[place * columns + column] ?? 0
      const text = texts.get({ start: number(0), bytes: number(1) })
      const idFrom = number(2)
      const headersFrom = idFrom + Math.max(0, number(3))
      const bodyFrom = headersFrom + number(4)
      const answerFrom = bodyFrom + number(5)
      return {
        kind: 'journal',
        id: number(6),
        at: number(7),
        duration: number(8),
        waited: number(9),
        target: text.slice(0, idFrom),
        headerLines: text.slice(headersFrom, bodyFrom),
        body: text.slice(bodyFrom, answerFrom),
        bodyLength: number(10),
        status: number(11),
        answerBody: text.slice(answerFrom),
        answerLength: number(12),
        tokenId: number(3) < 0 ? undefined : text.slice(idFrom, headersFrom),
        weight: number(13),
        ...(rests[place] ?? nothing),
      }
    },
    drop(place) {
      const at = place * columns
      texts.drop({ start: numbers[at] ?? 0, bytes: numbers[at + 1] ?? 0 })
      const rest = rests[place]
      if (rest !== undefined) keep(rest, nothing)
      return numbers[at + 13] ?? 0
    },
    clear() {
      texts.clear()
      numbers = new Float64Array(0)
      rests = []
    },
  }
}

/** How many numbers an entry has: where its texts are, how long each of them is, and its own. */
const columns = 14

/** Room for `length` numbers, and as many again. */
function longer(numbers: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(length * 2)
  grown.set(numbers)
  return grown
}

type Written = 'kind' | 'target' | 'tokenId' | 'headerLines' | 'body' | 'answerBody'
type Counted = 'id' | 'at' | 'duration' | 'waited' | 'bodyLength' | 'status' | 'answerLength' | 'weight'

/** What of an entry is neither text of its own nor a number. */
type Rest = { -readonly [Name in keyof Omit<Entry, Written | Counted>]: Entry[Name] }

const nothing: Readonly<Rest> = {
  method: '',
  commonHeaders: {},
  answerHeaders: {},
  network: undefined,
  forced: undefined,
  credential: 'none',
  caller: undefined,
  standing: undefined,
  found: undefined,
  record: undefined,
  reason: null,
  effect: 'none',
  refusal: undefined,
  failed: undefined,
  faults: [],
  readings: undefined as never,
}

/** Overwrites, one by one: what is allocated once stays where it is. */
function keep(rest: Rest, entry: Readonly<Rest>): void {
  rest.method = entry.method
  rest.commonHeaders = entry.commonHeaders
  rest.answerHeaders = entry.answerHeaders
  rest.network = entry.network
  rest.forced = entry.forced
  rest.credential = entry.credential
  rest.caller = entry.caller
  rest.standing = entry.standing
  rest.found = entry.found
  rest.record = entry.record
  rest.reason = entry.reason
  rest.effect = entry.effect
  rest.refusal = entry.refusal
  rest.failed = entry.failed
  rest.faults = entry.faults
  rest.readings = entry.readings
}
