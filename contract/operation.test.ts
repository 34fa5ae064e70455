import fc from 'fast-check'
import { expect, test } from 'vitest'
import { givenContract } from './contract.ts'
import type { JsonObject } from './json.ts'
import { isDocumented, operation, revokePath } from './operation.ts'
import { resolve } from './references.ts'

const { document } = givenContract
const paths = document['paths'] as Record<string, Record<string, JsonObject>>
const documented = paths[operation.path]?.['post'] as JsonObject

test('the operation is the only one of the document, under the same path and method', () => {
  expect(Object.keys(paths)).toEqual([operation.path])
  expect(Object.keys(paths[operation.path] ?? {})).toEqual([operation.method.toLowerCase()])
  expect(documented['operationId']).toBe(operation.operationId)
})

test('its statuses are the documented ones', () => {
  expect(Object.keys(documented['responses'] as JsonObject).map(Number)).toEqual(operation.statuses)
  expect(givenContract.statuses).toEqual(operation.statuses)
})

test('every body, asked or answered, is of its media type', () => {
  const contents = [documented['requestBody'], ...Object.values(documented['responses'] as JsonObject)] as { content: JsonObject }[]
  for (const { content } of contents) expect(Object.keys(content)).toEqual([operation.mediaType])
})

test('its security scheme is the one the document requires', () => {
  const { scheme, type, httpScheme, secretPrefix } = operation.security
  expect(document['security']).toEqual([{ [scheme]: [] }])
  expect(resolve(document, `#/components/securitySchemes/${scheme}`)).toMatchObject({
    type,
    scheme: httpScheme,
    description: expect.stringContaining(`Bearer ${secretPrefix}`),
  })
})

test('a status is documented exactly when the document lists it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), (status) => {
      expect(isDocumented(status)).toBe(String(status) in (documented['responses'] as JsonObject))
    }),
  )
})

test('a token id is one segment of the path, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (id) => {
      const [, api, version, tokens, segment, revoke, ...rest] = revokePath(id).split('/')
      expect([api, version, tokens, revoke, ...rest]).toEqual(['api', 'v1', 'tokens', 'revoke'])
      expect(decodeURIComponent(segment ?? '')).toBe(id)
      expect(revokePath(id, '/staging')).toBe(`/staging${revokePath(id)}`)
    }),
  )
})
