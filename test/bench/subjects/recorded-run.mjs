// Recordings of any length, made of one real run.
import { createReadStream, createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { startMock } from '../../command.mjs'
import { checkOf, timedCommand } from './timed-command.mjs'

/** Records one check of a mock, without a seed of chance. */
export async function recordRun(file, profile, mockArgs = []) {
  const mock = await startMock(mockArgs)
  try {
    const { code } = await timedCommand(checkOf(mock.url, '--profile', profile, '--seed', '1', '--report', `history=${file}`))
    if (code !== 0 && code !== 1) throw new Error(`The check to record ended with exit code ${code}.`)
  } finally {
    await mock.stop()
  }
}

/**
 * Writes a recording of at least so many exchanges: the run again and again, each time later, with other tokens, other
 * connections and other ids, in whatever spelling they stand.
 *
 * @returns {Promise<number>} The exchanges it holds.
 */
export async function repeatRun(from, to, exchanges) {
  const events = []
  for await (const line of createInterface({ input: createReadStream(from) })) events.push(JSON.parse(line))
  const [header, footer] = [events.shift(), events.pop()]
  const inOne = events.filter(({ kind }) => kind === 'exchange').length
  const times = Math.ceil(exchanges / inOne)
  const shift = shiftOf(events, footer)
  const out = createWriteStream(to)
  out.write(`${JSON.stringify(header)}\n`)
  for (let again = 0; again < times; again += 1) {
    if (!out.write(events.map((event) => `${JSON.stringify(shift(event, again))}\n`).join(''))) await once(out, 'drain')
  }
  out.end(`${JSON.stringify({ ...footer, at: footer.at * times })}\n`)
  await once(out, 'close')
  return inOne * times
}

/** What becomes of an event when the run is told for another time. */
function shiftOf(events, footer) {
  const most = (field) => Math.max(...events.map((event) => event[field] ?? 0))
  const steps = { begin: footer.at, end: footer.at, at: footer.at, id: most('id'), connection: most('connection'), batch: most('batch') }
  const tokens = events.filter(({ kind }) => kind === 'issued').length
  return (event, again) => {
    if (again === 0) return event
    const moved = JSON.parse(renamed(JSON.stringify(event), tokens * again, again))
    for (const [field, step] of Object.entries(steps)) if (typeof moved[field] === 'number') moved[field] += step * again
    if (moved.failure?.at !== undefined) moved.failure.at += footer.at * again
    return moved
  }
}

/** Other aliases, and in every UUID other digits where neither version nor variant stands. */
function renamed(text, tokens, again) {
  return text
    .replaceAll(/\b(manager|revocable|outsider|expired)-(\d+)\b/g, (_, kind, number) => `${kind}-${Number(number) + tokens}`)
    .replaceAll(/([0-9a-f]{8}-?)([0-9a-f]{4})(?=-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})/gi, (_, before, digits) => {
      const other = ((Number.parseInt(digits, 16) ^ again) & 0xffff).toString(16).padStart(4, '0')
      return before + (digits === digits.toUpperCase() ? other.toUpperCase() : other)
    })
}
