import { createContext, runInContext } from 'node:vm'
import fc from 'fast-check'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { givenContract } from './contract.ts'
import { isDateTime } from './date-time.ts'
import { generatedFiles } from './generate.mjs'
import { jsonValues, nearAndFar, validEnvelopes, validRequestBodies, validValidationErrors } from './testing/bodies.ts'

describe('the compiled validators agree with a fresh ajv', () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { 'date-time': isDateTime } })
  ajv.addSchema(givenContract.document, 'openapi')
  const fits = (pointer: string, value: unknown) => ajv.validate({ $ref: `openapi#${pointer}` }, value)
  const at = '/paths/~1api~1v1~1tokens~1%7Btoken_id%7D~1revoke/post'

  test('on request bodies', () => {
    fc.assert(
      fc.property(nearAndFar(validRequestBodies), (value) => {
        expect(givenContract.problemsInBody(value).length === 0).toBe(fits(`${at}/requestBody/content/application~1json/schema`, value))
      }),
    )
  })

  test('on bodies of a 201', () => {
    fc.assert(
      fc.property(nearAndFar(validEnvelopes), (value) => {
        expect(givenContract.problemsInResponse(201, value).length === 0).toBe(
          fits(`${at}/responses/201/content/application~1json/schema`, value),
        )
      }),
    )
  })

  test('on bodies of a 422', () => {
    fc.assert(
      fc.property(nearAndFar(validValidationErrors), (value) => {
        expect(givenContract.problemsInResponse(422, value).length === 0).toBe(
          fits(`${at}/responses/422/content/application~1json/schema`, value),
        )
      }),
    )
  })
})

describe('what the contract allows has no problem', () => {
  test('in a request body', () => {
    fc.assert(
      fc.property(validRequestBodies, (value) => {
        expect(givenContract.problemsInBody(value)).toEqual([])
      }),
    )
  })
  test('in a 201', () => {
    fc.assert(
      fc.property(validEnvelopes, (value) => {
        expect(givenContract.problemsInResponse(201, value)).toEqual([])
      }),
    )
  })
  test('in a 422', () => {
    fc.assert(
      fc.property(validValidationErrors, (value) => {
        expect(givenContract.problemsInResponse(422, value)).toEqual([])
      }),
    )
  })

  test('no body at all is allowed', () => {
    expect(givenContract.problemsInBody(undefined)).toEqual([])
  })

  test('where there is no schema, anything', () => {
    fc.assert(
      fc.property(fc.constantFrom(400, 401, 403, 404, 200, 500), jsonValues, (status, value) => {
        expect(givenContract.problemsInResponse(status, value)).toEqual([])
      }),
    )
  })
})

test('a problem names its place, its keyword and what was wanted', () => {
  const body = { data: { id: 'a', jti: 7, revoked_at: '2026-01-01 00:00:00Z' } }
  const problems = givenContract.problemsInResponse(201, body)
  expect(problems).toContainEqual({ path: ['data', 'jti'], keyword: 'type', message: 'must be string', params: { type: 'string' } })
  expect(problems).toContainEqual(expect.objectContaining({ path: ['data', 'revoked_at'], keyword: 'format' }))
})

test('every problem is named, not only the first', () => {
  const missing = givenContract.problemsInResponse(201, { data: {} }).map(({ params }) => params['missingProperty'])
  expect(missing).toEqual(expect.arrayContaining(['id', 'jti', 'revoked_at']))
})

describe('the validators module', async () => {
  const { 'validators.ts': code = '' } = await generatedFiles()

  test('holds neither eval nor require nor new Function', () => {
    expect(code).not.toMatch(/\beval\b|\brequire\b\s*\(|\bnew Function\b|\bimport\s*\(/)
  })

  test('imports nothing but the date-time of this room', () => {
    const imports = [...code.matchAll(/^import (?!type).* from '(.*)'$/gm)].map(([, from]) => from)
    expect(imports).toEqual(['../date-time.ts'])
  })

  test('runs where no code may be made from strings, as under a strict Content-Security-Policy', () => {
    const context = createContext({ isDateTime }, { codeGeneration: { strings: false, wasm: false } })
    // The module as a script: its one import is a global of the context, its exports become globals.
    const script = code.replaceAll(/^import .*$/gm, '').replaceAll(/^export const (\w+): Validator = /gm, 'globalThis.$1 = ')
    runInContext(script, context)
    expect(runInContext('requestBody({ reason: "left the company" })', context)).toBe(true)
    expect(runInContext('requestBody({ reason: 5 })', context)).toBe(false)
    expect(runInContext('response201({ data: { id: "a", jti: "b", revoked_at: "2026-01-01T00:00:00Z" } })', context)).toBe(true)
    expect(runInContext('response422({ detail: "no" })', context)).toBe(false)
    expect(() => runInContext('new Function("return 1")', context)).toThrow(/Code generation from strings disallowed/)
  })
})
