import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonText } from './json.ts'

const values = fc.jsonValue({ maxDepth: 4 })

describe('a text that a JSON parser accepts', () => {
  test('is JSON, and its value is what the parser says', () =>
    fc.assert(
      fc.property(values, fc.constantFrom(undefined, 1, '\t', ' \n'), (value, space) => {
        const text = JSON.stringify(value, null, space)
        expect(jsonText(text)).toEqual({ kind: 'json', value: JSON.parse(text) as unknown, duplicateKeys: false })
      }),
    ))

  test('is JSON exactly when the parser accepts it, whatever the text', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string(), jsonLike), (text) => {
        expect(jsonText(text).kind === 'json').toBe(parses(text))
      }),
    ))

  test('names a key twice exactly when an object somewhere in it does', () =>
    fc.assert(
      fc.property(values, fc.array(fc.string(), { minLength: 1 }), fc.nat(), fc.boolean(), (value, keys, which, repeated) => {
        const all = [...new Set(keys), ...(repeated ? [keys[which % keys.length] ?? ''] : [])]
        const object = `{${all.map((key) => `${escaped(key, which)}: ${JSON.stringify(value)}`).join()}}`
        expect(jsonText(`[{"other": ${object}}]`)).toMatchObject({ kind: 'json', duplicateKeys: repeated })
      }),
    ))

  test('may be long, deep and full of quotes', () => {
    for (const text of [`{"a": "${String.raw`\"`.repeat(500_000)}"}`, `${'['.repeat(5000)}${']'.repeat(5000)}`]) {
      expect(jsonText(text)).toMatchObject({ kind: 'json', duplicateKeys: false })
    }
  })
})

describe('a text that only lenient parsers accept', () => {
  test('is never called broken: comments, either quote, bare keys, trailing commas, numbers of JSON5 and Python, raw controls', () =>
    fc.assert(
      fc.property(lenient, ({ text }) => {
        expect(['extended', 'json']).toContain(jsonText(text).kind)
      }),
      { numRuns: 300 },
    ))

  test('is never called broken for what stands after its value', () =>
    fc.assert(
      fc.property(values, fc.string(), (value, more) => {
        fc.pre(typeof value === 'object' && value !== null)
        expect(['extended', 'json']).toContain(jsonText(`${JSON.stringify(value)}${more}`).kind)
      }),
    ))
})

describe('a text that was cut short', () => {
  test('is broken, wherever it was cut', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), values, { minKeys: 1 }), fc.nat(), (value, cut) => {
        const whole = JSON.stringify(value)
        expect(jsonText(whole.slice(0, 1 + (cut % (whole.length - 1))))).toEqual({ kind: 'broken' })
      }),
    ))

  test.each(['{', '{"reason"', '{"reason":', '{"reason": "cut', '{"reason": "cut"', '[1, 2', '[1,', '"cut', '/* cut', "{'a': 'cut}"])(
    '%s',
    (text) => {
      expect(jsonText(text)).toEqual({ kind: 'broken' })
    },
  )
})

describe('what makes no sense to anybody', () => {
  test.each(['{]', '{"reason": }', ':', '}', ',', '[,]', '{,}', '{"a": 1,, "b": 2}', '{"a" "b"}', '{{}: 1}', '[1: 2]'])(
    'is broken: %s',
    (text) => {
      expect(jsonText(text)).toEqual({ kind: 'broken' })
    },
  )

  test('takes no longer than its length asks for', () => {
    for (const text of [
      '['.repeat(500_000),
      `{"a": "${'x'.repeat(1_000_000)}`,
      '/*'.repeat(300_000),
      "a'".repeat(300_000),
      '{"a":'.repeat(200_000),
    ]) {
      expect(['broken', 'extended']).toContain(jsonText(text).kind)
    }
  })
})

/** Pieces of JSON in any order. */
const jsonLike = fc
  .array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '1', 'null', ' '), { maxLength: 8 })
  .map((parts) => parts.join(''))

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** A key as a JSON string, as it is or in escapes. */
function escaped(key: string, how: number): string {
  if (how % 2 === 0) return JSON.stringify(key)
  return `"${Array.from({ length: key.length }, (_, index) => `\\u${key.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')}"`
}

const controls = fc.string({ unit: fc.constantFrom('a', '\t', '\n', '\u0001', '\u007f', '//', '/*', '#', '{', ',', "'", 'é') })
const quoted = fc.oneof(
  controls.map((text) => `"${text}"`),
  controls.map((text) => `'${text.replaceAll("'", String.raw`\'`)}'`),
  fc.constantFrom('"a\\\nb"', String.raw`'\x41\v'`, `"it's"`, `'say "so"'`, '""'),
)
const numbers = fc.constantFrom('NaN', 'Infinity', '-Infinity', '+1', '.5', '5.', '0x1F', '007', '1_000', '-.5e3', '1e999', '+NaN')
const words = fc.constantFrom('True', 'False', 'None', 'undefined', 'null', 'true')
const keys = fc.oneof(quoted, fc.constantFrom('reason', '$key', '_', 'ключ', 'a1', 'null'))
const gap = fc.constantFrom(
  '',
  '',
  ' ',
  '\n',
  '\u00a0',
  '\ufeff',
  '\u2028',
  '/* } ] " */',
  "/* don't */",
  "// it's\n",
  '# "quote\n',
  '/**/',
)

/** A text as JSON5, JSONC, Python or a lenient reader of JSON would take it. */
const { value: lenient } = fc.letrec<{ value: { text: string } }>((tie) => {
  const between = (parts: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.tuple(gap, parts, gap).map((all) => all.join(''))
  const nested = tie('value').map(({ text }) => text)
  const list = (items: fc.Arbitrary<string>, [open, close]: readonly [string, string]): fc.Arbitrary<string> =>
    fc.tuple(fc.array(items, { maxLength: 3 }), fc.boolean(), gap).map(([all, trailing, last]) => {
      return `${open}${all.join(',')}${trailing && all.length > 0 ? ',' : ''}${last}${close}`
    })
  const member = fc.tuple(between(keys), between(nested)).map(([key, value]) => `${key}:${value}`)
  return {
    value: fc
      .oneof(
        { depthSize: 'small', withCrossShrink: true },
        quoted,
        numbers,
        words,
        list(between(nested), ['[', ']']),
        list(member, ['{', '}']),
      )
      .chain((text) => fc.tuple(gap, gap).map(([before, after]) => ({ text: `${before}${text}${after}` }))),
  }
})
