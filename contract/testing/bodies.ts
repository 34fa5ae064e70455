import fc from 'fast-check'

/** Any JSON value, as a parser would give it. */
export const jsonValues: fc.Arbitrary<unknown> = fc.jsonValue({ maxDepth: 4 }).map(parsedAgain)

/** Request bodies that the contract allows. */
export const validRequestBodies: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant(null),
  fc.record({ reason: fc.option(fc.string({ unit: 'binary' })), extra: jsonValues }, { requiredKeys: [] }),
)

const nullableText = fc.option(fc.string())

const revokedTokens = fc.record(
  {
    id: fc.uuid(),
    jti: fc.uuid(),
    revoked_at: fc
      .date({ noInvalidDate: true, min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z') })
      .map((date) => date.toISOString()),
    name: nullableText,
    revoked_by: nullableText,
    revocation_reason: nullableText,
  },
  { requiredKeys: ['id', 'jti', 'revoked_at'] },
)

/** Bodies of a 201 that fit the contract's schema. */
export const validEnvelopes: fc.Arbitrary<unknown> = fc.record(
  { success: fc.boolean(), message: nullableText, code: nullableText, data: fc.option(revokedTokens) },
  { requiredKeys: [] },
)

/** Bodies of a 422 that fit the contract's schema. */
export const validValidationErrors: fc.Arbitrary<unknown> = fc.record(
  {
    detail: fc.array(
      fc.record(
        {
          loc: fc.array(fc.oneof(fc.string(), fc.integer())),
          msg: fc.string(),
          type: fc.string(),
          input: jsonValues,
          ctx: fc.dictionary(fc.string(), jsonValues),
        },
        { requiredKeys: ['loc', 'msg', 'type'] },
      ),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: [] },
)

/** Values one change away from the given ones: somewhere a part is replaced, removed or added. */
function nearly(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(
      values,
      fc.array(fc.nat({ max: 5 }), { maxLength: 5 }),
      fc.constantFrom('replace', 'remove', 'add' as const),
      jsonValues,
      fc.constantFrom('reason', 'data', 'detail', 'extra'),
    )
    .map(([value, steps, change, part, key]) => changed(value, steps, change, part, key))
}

/** Values that fit, nearly fit, or have nothing to do with what is asked for. */
export function nearAndFar(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(values, nearly(values), jsonValues)
}

function changed(value: unknown, steps: readonly number[], change: 'replace' | 'remove' | 'add', part: unknown, key: string): unknown {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  const [step, ...rest] = steps
  const chosen = step === undefined ? undefined : entries[step % Math.max(entries.length, 1)]
  if (chosen === undefined) return change === 'add' && isPlainObject(value) ? { ...value, [key]: part } : part
  if (change === 'remove' && rest.length === 0)
    return rebuilt(
      value,
      entries.filter((entry) => entry !== chosen),
    )
  return rebuilt(
    value,
    entries.map((entry) => (entry === chosen ? [entry[0], changed(entry[1], rest, change, part, key)] : entry)),
  )
}

function rebuilt(like: unknown, entries: readonly (readonly [string, unknown])[]): unknown {
  return Array.isArray(like) ? entries.map(([, part]) => part) : parsedAgain(Object.fromEntries(entries))
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Through text, so that no `-0` and no object without a prototype is left. */
function parsedAgain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
