import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDateTime } from '../../contract/index.ts'
import { correctHistories } from '../testing/arbitrary-history.ts'
import { eventProblem } from './event-problem.ts'
import { generatedFiles } from './generate.mjs'
import { isHttpUrl } from './http-url.ts'
import { damaged } from './testing/damaged.ts'

const textOf = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

test.each(Object.entries(await generatedFiles()))('conformance/recorded/generated/%s is what `npm run generate` writes', (name, text) => {
  expect(textOf(`generated/${name}`)).toBe(text)
})

test('what is generated finds the same wrong with an event as ajv does', () => {
  const { $id } = JSON.parse(textOf('../schema/history-v1.json')) as { $id: string }
  const ajv = new Ajv2020({ formats: { 'date-time': isDateTime, 'http-url': isHttpUrl } }).addSchema(
    JSON.parse(textOf('../schema/history-v1.json')) as object,
  )
  fc.assert(
    fc.property(
      correctHistories()
        .chain(({ history }) => fc.constantFrom(...history.events))
        .chain((event) => damaged(event)),
      (event) => {
        const validate = ajv.getSchema(`${$id}#/$defs/${event.kind}`)
        const isRight = validate?.(event) ?? true
        const [error] = validate?.errors ?? []
        expect(eventProblem(event)).toBe(isRight ? undefined : `${error?.instancePath || '/'} ${error?.message}`)
      },
    ),
    { numRuns: 1000 },
  )
})
