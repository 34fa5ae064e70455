import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolve } from '../../contract/references.ts'
import { jsonLines } from './json-lines.ts'

test('the lines are the JSON, indented', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      expect(
        JSON.parse(
          jsonLines(value)
            .map(({ text }) => text)
            .join('\n'),
        ),
      ).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('each line knows the place of its value', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z/~]*$/), fc.jsonValue({ maxDepth: 3 })), (value) => {
      for (const { pointer } of jsonLines(value))
        expect(pointer === '' || resolve(value, `#${pointer.split('/').map(encodeURIComponent).join('/')}`) !== undefined).toBe(true)
    }),
  )
})

test('a place in the middle', () => {
  const lines = jsonLines({ data: { id: 'a', revoked_at: '2026' }, success: true })
  expect(lines.filter(({ pointer }) => pointer === '/data/revoked_at')).toEqual([
    { text: '    "revoked_at": "2026"', pointer: '/data/revoked_at' },
  ])
})
