import fc from 'fast-check'
import { marked } from 'marked'
import { describe, expect, test } from 'vitest'
import { markdownOf } from './markdown.ts'
import { results } from './testing/arbitrary-results.ts'
import { findingWith, passed, requirementWith, resultOf, resultWith } from './testing/results.ts'

/** The elements of the page that a text becomes. */
function elementsIn(markdown: string): ReadonlySet<string> {
  const page = marked.parse(markdown, { async: false })
  return new Set([...page.matchAll(/<([a-z][a-z0-9-]*)/gi)].map(([, name = '']) => name.toLowerCase()))
}

const ours = ['h2', 'p', 'strong', 'details', 'summary', 'code', 'pre', 'ul', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td']

describe('whatever the result', () => {
  test('it fits a comment', () => {
    fc.assert(
      fc.property(results, (result) => {
        expect(markdownOf(result).length).toBeLessThan(65_536)
      }),
    )
  })

  test('it becomes no element but ours: no link, no picture, no script', () => {
    fc.assert(
      fc.property(results, (result) => {
        for (const element of elementsIn(markdownOf(result))) expect(ours).toContain(element)
      }),
    )
  })
})

test('many failures fit, too: the first are told, the others named, the rest counted', () => {
  const findings = Array.from({ length: 200 }, (_, n) => findingWith({ requirement: `finality/breach-${n}`, got: 'x'.repeat(3000) }))
  const text = markdownOf(resultOf(...findings))
  expect(text.length).toBeLessThan(65_536)
  expect(text).toContain('<code>finality/breach-0</code>')
  expect(text).toMatch(/- … and 1\d\d more/)
  expect(text).toMatch(/\| finality \| 0 \| 200 \|/)
})

test('a failed run, as it stands in a comment', () => {
  const failing = findingWith({ hint: 'A cache may still know the token.' })
  const warning = findingWith({ requirement: 'http/www-authenticate', level: 'should', expected: 'a challenge', got: 'none' })
  expect(markdownOf(resultOf(failing, warning))).toMatchInlineSnapshot(`
    "## ❌ dayzero-contract: not conformant

    A promise was broken.

    <details><summary>❌ <code>finality/revoked-is-rejected</code> (must): A revoked token is rejected on every later request</summary>

    \`\`\`text
      A revoked token is rejected on every later request
      “The token is added to a blacklist and will be rejected on all future requests.”
      — contract #/paths/~1api~1v1~1tokens~1{token_id}~1revoke/post/description

      expected  401 Unauthorized
      got       404 with {"detail":"Resource not found"}
      hint      A cache may still know the token.

       1  +0 ms     manager-1 revokes revocable-7: 201 "revoked_at": "2026-…"
       2  +28 ms    revocable-7 revokes an unknown token: 404

      curl -sS -X POST "$TARGET/api/v1/tokens/$REVOCABLE_7_ID/revoke" -H "Authorization: Bearer $MANAGER_1"
      curl -sS -X POST "$TARGET/api/v1/tokens/6f0c2a8e-59d5-4c0b-8d47-0a4f7f1f5d10/revoke" -H "Authorization: Bearer $REVOCABLE_7"

      replay    dayzero-contract check --target http://127.0.0.1:4010 --provisioner http://127.0.0.1:4010/_mock/tokens --replay model:42:7:2:1
    \`\`\`

    </details>

    **1 warning**, which never fail the gate:

    - \` http/www-authenticate \` (should): expected \` a challenge \`, got \` none \`

    | family | passed | failed | not exercised | errored |
    | --- | ---: | ---: | ---: | ---: |
    | finality | 0 | 1 | 0 | 0 |
    | http | 1 | 0 | 0 | 0 |

    \` http://127.0.0.1:4010 \`: 612 requests, 4\\.2 s, seed 42, profile quick.
    "
  `)
})

test('a conformant run is short', () => {
  expect(markdownOf(resultWith({ requirements: [requirementWith({ verdict: passed() })] }))).toMatchInlineSnapshot(`
    "## ✅ dayzero-contract: conformant

    Every promise of the contract was kept.

    | family | passed | failed | not exercised | errored |
    | --- | ---: | ---: | ---: | ---: |
    | finality | 1 | 0 | 0 | 0 |

    \` http://127.0.0.1:4010 \`: 612 requests, 4\\.2 s, seed 42, profile quick.
    "
  `)
})

test('nobody is called by what a target sent', () => {
  const text = markdownOf(resultWith({ headline: '@everybody look at https://evil.example' }))
  expect(text).not.toContain('@everybody')
  expect(elementsIn(text).has('a')).toBe(false)
})
