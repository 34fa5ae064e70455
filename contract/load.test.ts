import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import type { Contract } from './contract.ts'
import { givenContract } from './contract.ts'
import { ContractError } from './errors.ts'
import { loadContract } from './load.ts'
import { nearAndFar, validEnvelopes, validRequestBodies, validValidationErrors } from './testing/bodies.ts'
import type { Editable } from './testing/documents.ts'
import { documentWith, fileWith } from './testing/documents.ts'

const given = new URL('openapi.json', import.meta.url).pathname
const asJson = (document: unknown) => JSON.stringify(document, null, 2)
const path = '/api/v1/tokens/{token_id}/revoke'

describe('the given document loads to the same contract as the compiled one', async () => {
  const loaded = await loadContract(given)

  test('with the same digest, path and statuses', () => {
    const { digest, path: at, statuses, document } = givenContract
    expect(loaded).toMatchObject({ digest, path: at, statuses, document, source: given })
  })

  test('with the same problems in request bodies', () => {
    fc.assert(
      fc.property(fc.option(nearAndFar(validRequestBodies), { nil: undefined }), (value) => {
        expect(loaded.problemsInBody(value)).toEqual(givenContract.problemsInBody(value))
      }),
    )
  })

  test('with the same problems in responses', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(201, 400, 401, 422, 500),
        nearAndFar(fc.oneof(validEnvelopes, validValidationErrors)),
        (status, value) => {
          expect(loaded.problemsInResponse(status, value)).toEqual(givenContract.problemsInResponse(status, value))
        },
      ),
    )
  })
})

describe('a document is read', () => {
  test('from YAML', async () => expectUsable(await loadContract(await fileWith(stringify(givenContract.document), 'openapi.yaml'))))

  test('from JSON after a byte order mark', async () =>
    expectUsable(await loadContract(await fileWith(`\uFEFF${asJson(givenContract.document)}`))))

  test('with schemas that refer to themselves', async () => {
    const document = documentWith(({ components }) => {
      components.schemas.APITokenRevokeRequest.properties.cause = { $ref: '#/components/schemas/APITokenRevokeRequest' }
    })
    const contract = await loadContract(await fileWith(asJson(document)))
    expect(contract.problemsInBody({ cause: { cause: { reason: 5 } } })).not.toEqual([])
    expect(contract.problemsInBody({ cause: { cause: { reason: 'x' } } })).toEqual([])
  })

  test('with bodies, responses and the path item behind references', async () => {
    const document = documentWith((it) => {
      const { post } = it.paths[path]
      it.components.requestBodies = { Revoke: post.requestBody, Alias: { $ref: '#/components/requestBodies/Revoke' } }
      it.components.responses = { Invalid: post.responses[422] }
      post.requestBody = { $ref: '#/components/requestBodies/Alias' }
      post.responses[422] = { $ref: '#/components/responses/Invalid' }
      it.components.pathItems = { Revoke: it.paths[path] }
      it.paths[path] = { $ref: '#/components/pathItems/Revoke' }
    })
    const contract = await loadContract(await fileWith(asJson(document)))
    expectUsable(contract)
    expect(contract.problemsInResponse(422, { detail: 'no' })).not.toEqual([])
  })

  test('with a `$ref` in an example, where it is only data', async () => {
    const document = documentWith((it) => {
      it.paths[path].post.responses[400].content['application/json'].example = { detail: 'x', $ref: '#/nowhere' }
    })
    expectUsable(await loadContract(await fileWith(asJson(document))))
  })

  test('with further formats, which are checked, and unknown ones, which are not', async () => {
    const document = documentWith((it) => {
      const { properties } = it.components.schemas.APITokenRevokeRequest
      properties.ticket = { type: 'string', format: 'uuid' }
      properties.colour = { type: 'string', format: 'colour' }
    })
    const contract = await loadContract(await fileWith(asJson(document)))
    expect(contract.problemsInBody({ ticket: 'x' })).not.toEqual([])
    expect(contract.problemsInBody({ colour: 'x' })).toEqual([])
  })

  test('under another path, with other statuses and other operations', async () => {
    const document = documentWith((it) => {
      const item = it.paths[path]
      item.post.responses = { default: { description: 'any' }, 409: { description: 'taken' }, 201: item.post.responses[201] }
      it.paths = { '/me': { get: { responses: {} } }, '/v2/keys/{token_id}/revoke': item }
    })
    const contract = await loadContract(await fileWith(asJson(document)))
    expect(contract).toMatchObject({ path: '/v2/keys/{token_id}/revoke', statuses: [201, 409] })
  })

  test('of 5 MB, within seconds', async () => {
    const document = documentWith((it) => {
      for (let n = 0; n < 5000; n += 1) {
        it.paths[`/things/${n}`] = { get: { description: 'x'.repeat(900), responses: { 200: { $ref: '#/components/responses/Thing' } } } }
      }
      it.components.responses = { Thing: { description: 'a thing' } }
    })
    const text = asJson(document)
    expect(text.length).toBeGreaterThan(5_000_000)
    expectUsable(await loadContract(await fileWith(text)))
  })
})

describe('a document that cannot be used is refused with its place and what to do:', () => {
  test('a missing file', async () => {
    expect(await refusal('/no/such.json')).toMatchObject({
      code: 'UNREADABLE',
      message: '/no/such.json: cannot be read (no such file). Give the path of an OpenAPI 3.1 file.',
    })
  })

  test('a folder', async () => {
    expect(await refusal('/tmp')).toMatchObject({
      code: 'UNREADABLE',
      message: expect.stringContaining('/tmp: cannot be read (it is a folder)'),
    })
  })

  test('an empty file', async () => {
    expect(await refusalOf('')).toEqual({ code: 'NOT_OPENAPI', message: 'FILE: is empty. Give an OpenAPI 3.1 document.' })
    expect(await refusalOf(' \n')).toMatchObject({ message: 'FILE: is empty. Give an OpenAPI 3.1 document.' })
  })

  test('JSON or YAML that holds no object', async () => {
    const message = 'FILE: holds no object. Give an OpenAPI 3.1 document.'
    expect(await refusalOf('[]')).toEqual({ code: 'NOT_OPENAPI', message })
    expect(await refusalOf('just some text', 'notes.txt')).toEqual({ code: 'NOT_OPENAPI', message })
  })

  test('broken JSON, with its line', async () => {
    const refused = await refusalOf('{\n  "openapi": "3.1.0",\n  "info": nul,\n  "paths": {}\n}')
    expect(refused.code).toBe('UNPARSABLE')
    expect(refused.message).toMatch(/^FILE:3: is not JSON \(.*\)\. Correct the file\.$/)
  })

  test('JSON that was cut short, with its last line', async () => {
    expect((await refusalOf('{\n"openapi": "3.1.0",\n"paths": {')).message).toMatch(/^FILE:3: is not JSON/)
  })

  test('broken YAML, with its line', async () => {
    const refused = await refusalOf('openapi: 3.1.0\npaths:\n  a: [1, 2\ninfo: {}\n', 'openapi.yaml')
    expect(refused.code).toBe('UNPARSABLE')
    expect(refused.message).toMatch(/^FILE:[34]: is not YAML \([^\n]*\)\. Correct the file\.$/)
  })

  test('YAML whose aliases multiply without end', async () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
    for (let n = 1; n < 9; n += 1) bomb.push(`a${n}: &a${n} [${Array.from({ length: 9 }, () => `*a${n - 1}`).join(', ')}]`)
    expect((await refusalOf(bomb.join('\n'), 'openapi.yaml')).code).toBe('UNPARSABLE')
  })

  test('bytes that are no text', async () => {
    const refused = await refusalOf(Uint8Array.from({ length: 512 }, (_, n) => (n * 37) % 256))
    expect(['UNPARSABLE', 'NOT_OPENAPI']).toContain(refused.code)
  })

  test('Swagger 2', async () => {
    expect(await refusalOf('{"swagger": "2.0", "paths": {}}')).toEqual({
      code: 'NOT_OPENAPI',
      message: 'FILE: is Swagger "2.0". Give an OpenAPI 3.1 document ("openapi": "3.1.0").',
    })
  })

  test('OpenAPI 3.0', async () => {
    expect(await refusalAfter((it) => void (it.openapi = '3.0.3'))).toEqual({
      code: 'NOT_OPENAPI',
      message: 'FILE: says "openapi": "3.0.3". Give an OpenAPI 3.1 document ("openapi": "3.1.0").',
    })
  })

  test('no `openapi` field, or a number there', async () => {
    expect((await refusalAfter((it) => void delete it.openapi)).message).toMatch(/^FILE: has no "openapi" field\./)
    expect((await refusalAfter((it) => void (it.openapi = 3.1))).message).toMatch(/^FILE: says "openapi": 3.1\./)
  })

  test('no paths', async () => {
    expect(await refusalAfter((it) => void delete it.paths)).toEqual({
      code: 'NOT_OPENAPI',
      message: 'FILE#/paths: is missing or no object. Add the paths of the API.',
    })
  })

  test('a reference that names nothing', async () => {
    const refused = await refusalAfter((it) => {
      it.components.schemas.HTTPValidationError.properties.detail.items = { $ref: '#/components/schemas/Missing' }
    })
    expect(refused).toEqual({
      code: 'REF_UNRESOLVED',
      message:
        'FILE#/components/schemas/HTTPValidationError/properties/detail/items: $ref "#/components/schemas/Missing" names nothing in this file. Add the component, or correct the $ref.',
    })
  })

  test('a reference whose percent-encoding is broken', async () => {
    const refused = await refusalAfter((it) => void (it.components.schemas.ValidationError.properties.ctx = { $ref: '#/components/%ZZ' }))
    expect(refused.code).toBe('REF_UNRESOLVED')
  })

  test('a reference into another file', async () => {
    const refused = await refusalAfter((it) => void (it.components.schemas.Other = { $ref: './other.json#/Other' }))
    expect(refused).toEqual({
      code: 'REF_UNRESOLVED',
      message: 'FILE#/components/schemas/Other: $ref "./other.json#/Other" names nothing in this file. Bundle the document into one file.',
    })
  })

  test('no revoke operation', async () => {
    const refused = await refusalAfter((it) => void (it.paths = { '/me': { get: { responses: {} } } }))
    expect(refused).toEqual({
      code: 'NO_REVOKE_OPERATION',
      message:
        'FILE#/paths: has no POST operation whose path ends in "/{token_id}/revoke" (paths found: /me). Add it, or give another file.',
    })
  })

  test('a revoke operation of another method', async () => {
    const refused = await refusalAfter((it) => void (it.paths[path] = { delete: it.paths[path].post }))
    expect(refused.code).toBe('NO_REVOKE_OPERATION')
  })

  test('a revoke operation without responses', async () => {
    const refused = await refusalAfter((it) => void delete it.paths[path].post.responses)
    expect(refused).toEqual({
      code: 'NOT_OPENAPI',
      message: 'FILE#/paths/~1api~1v1~1tokens~1{token_id}~1revoke/post: has no "responses". Document its responses.',
    })
  })

  test('a schema that does not compile', async () => {
    const refused = await refusalAfter((it) => {
      it.paths[path].post.responses[201].content['application/json'].schema = { type: 'strnig' }
    })
    expect(refused.code).toBe('SCHEMA_BROKEN')
    expect(refused.message).toMatch(
      /^FILE#\/paths\/~1api~1v1~1tokens~1\{token_id\}~1revoke\/post\/responses\/201: its schema does not compile \(.*\)\. Correct the schema\.$/,
    )
  })

  test('two schemas under one name', async () => {
    const refused = await refusalAfter((it) => {
      it.components.schemas.A = { $id: 'https://example.org/same', type: 'string' }
      it.components.schemas.B = { $id: 'https://example.org/same', type: 'number' }
    })
    expect(refused.code).toBe('SCHEMA_BROKEN')
  })

  test('nesting deeper than calls can be', async () => {
    const refused = await refusalOf(`{"openapi": "3.1.0", "paths": {}, "x-deep": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`)
    expect(refused.code).toBe('NO_REVOKE_OPERATION')
  })

  test('a character too many anywhere in the document, on its line', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom('?', ',,', '\u0001'), async (where, extra) => {
        const text = asJson(givenContract.document)
        const gaps = [...text.matchAll(/\n/g)].map(({ index }) => index)
        const index = gaps[where % gaps.length] ?? 0
        const refused = await refusalOf(`${text.slice(0, index)}${extra}${text.slice(index)}`)
        const line = text.slice(0, index).split('\n').length
        expect(refused.code).toBe('UNPARSABLE')
        expect(refused.message).toMatch(new RegExp(`^FILE:${line}: is not JSON`))
      }),
    )
  })
})

function expectUsable(contract: Contract): void {
  expect(contract.statuses).toEqual(givenContract.statuses)
  expect(contract.problemsInBody({ reason: 5 })).not.toEqual([])
  expect(contract.problemsInBody({ reason: 'x' })).toEqual([])
}

async function refusal(file: string): Promise<ContractError> {
  const error: unknown = await loadContract(file).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ContractError)
  return error as ContractError
}

/** How a file with this text is refused; its path is written as `FILE`. */
async function refusalOf(text: string | Uint8Array, name?: string): Promise<{ code: string; message: string }> {
  const file = await fileWith(text, name)
  const { code, message } = await refusal(file)
  return { code, message: message.replaceAll(file, 'FILE') }
}

function refusalAfter(change: (document: Editable) => void): Promise<{ code: string; message: string }> {
  return refusalOf(asJson(documentWith(change)))
}
