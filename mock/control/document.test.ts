import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { isDateTime } from '../../contract/index.ts'
import { document as text } from './generated/document.ts'
import { generatedFiles } from './generate.mjs'

const document = JSON.parse(text) as { paths: Record<string, unknown>; components: { schemas: Record<string, unknown> } }

test.each(Object.entries(await generatedFiles()))('mock/control/generated/%s is what `npm run generate` writes', (name, generated) => {
  expect(readFileSync(new URL(`generated/${name}`, import.meta.url), 'utf8')).toBe(generated)
})

test('every reference of the document leads somewhere', () => {
  const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path)
  expect(references.length).toBeGreaterThan(100)
  expect(references.filter((path) => at(path) === undefined)).toEqual([])
})

test('every schema of the document is one', () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { 'date-time': isDateTime } })
  ajv.addKeyword('components').addSchema({ $id: 'document', components: document.components })
  for (const name of Object.keys(document.components.schemas))
    expect(() => ajv.compile({ $ref: `document#/components/schemas/${name}` }), name).not.toThrow()
})

test('operations have names of their own', () => {
  const names = [...text.matchAll(/"operationId":"([^"]+)"/g)].map(([, name]) => name)
  expect(new Set(names).size).toBe(names.length)
})

/** What stands in the document at a path of its own. */
function at(path: string): unknown {
  return path.split('/').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document)
}
