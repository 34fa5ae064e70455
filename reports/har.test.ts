import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HistoryEvent } from '../conformance/history/events.ts'
import { harWriter } from './har.ts'
import { exchanges } from './testing/arbitrary-exchanges.ts'
import { history } from './testing/history.ts'
import { inMemory } from './testing/memory.ts'

const require = createRequire(import.meta.url)
const schemas = Object.values(require('har-schema') as Record<string, object>)
const draft6 = JSON.parse(readFileSync(require.resolve('ajv/dist/refs/json-schema-draft-06.json'), 'utf8')) as object
const ajv = formats.default(new Ajv({ allErrors: true, strict: false, schemas: [] }).addMetaSchema(draft6)).addSchema(schemas)

interface Har {
  readonly log: { readonly entries: readonly { readonly request: { readonly url: string }; readonly response: object }[] }
}

async function harOf(events: readonly HistoryEvent[]): Promise<Har> {
  const destination = inMemory()
  const writer = harWriter(destination)
  for (const event of events) await writer.on({ kind: 'history', event })
  await writer.close()
  expect(destination.closed).toBe(true)
  return JSON.parse(destination.text) as Har
}

const [header] = history

test('whatever was exchanged, it is valid against the schema of HAR 1.2', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(exchanges, { maxLength: 3 }), async (events) => {
      const har = await harOf([...(header === undefined ? [] : [header]), ...events])
      expect(har.log.entries).toHaveLength(events.length)
      ajv.validate('har.json#', har)
      expect(ajv.errors ?? []).toEqual([])
    }),
  )
})

test('every address can be read as a URL of its door', async () => {
  await fc.assert(
    fc.asyncProperty(exchanges, async (exchange) => {
      const { log } = await harOf([...(header === undefined ? [] : [header]), { ...exchange, door: 'target' }])
      expect(new URL(log.entries[0]?.request.url ?? '').origin).toBe('http://127.0.0.1:4010')
    }),
  )
})

test('an exchange reads as it went over the wire, its secret a mark', async () => {
  const { log } = await harOf(history)
  expect(log.entries.at(-1)).toMatchObject({
    startedDateTime: '2026-11-23T12:00:00.840Z',
    time: 2,
    request: {
      method: 'POST',
      url: 'http://127.0.0.1:4010/api/v1/tokens/6f0c2a8e-59d5-4c0b-8d47-0a4f7f1f5d10/revoke',
      headers: [{ name: 'Host' }, { name: 'Authorization', value: 'Bearer ⟦revocable-7⟧' }],
    },
    response: { status: 404, content: { mimeType: 'application/json', text: '{"detail": "Resource not found"}' } },
    _exchange: 7,
  })
})

test('bytes that are no request are told apart, and are there as they went', async () => {
  const raw = { text: 'POST /a b HTTP/1.1\r\n\r\n', length: 24 }
  const events = history.map((event) =>
    event.kind === 'exchange'
      ? { ...event, request: { ...event.request, framing: 'raw' as const, raw, shape: 'a blank in the path' } }
      : event,
  )
  const { log } = await harOf(events)
  expect(log.entries.at(-1)?.request).toMatchObject({
    comment: 'Bytes were sent that are no HTTP request: a blank in the path.',
    _raw: raw.text,
  })
})

test('a run that sent nothing writes nothing', async () => {
  const destination = inMemory()
  await harWriter(destination).close()
  expect(destination.text).toBe('')
})
