import { describe, expect, test } from 'vitest'
import { leastOf } from '../../testing/least-of.ts'
import { Story } from '../../testing/story.ts'
import { noInternalsInErrors } from './no-internals-in-errors.ts'

function answered(status: number, answer: unknown): Story {
  return new Story().revoke('revocable-1', { status, answer })
}

describe('secrecy/no-internals-in-errors', () => {
  test.each([
    ['a Python traceback', 'Traceback (most recent call last):\n  File "/app/main.py", line 7, in revoke'],
    ['a JavaScript stack trace', 'TypeError: x\n    at Object.<anonymous> (/app/server.js:10:5)'],
    ['a JavaScript stack trace', 'Error\n    at async file:///app/server.mjs:3:1'],
    ['a Java stack trace', 'java.lang.NullPointerException\n\tat com.example.Tokens.revoke(Tokens.java:42)'],
    ['a .NET stack trace', 'at Tokens.Revoke(String id) in /src/Tokens.cs:line 12'],
    ['a Ruby backtrace', "/app/tokens.rb:12:in 'revoke'"],
    ['a PHP trace', 'Fatal error in /var/www/tokens.php on line 3'],
    ['a Go panic', 'goroutine 7 [running]:'],
    ['a Rust panic', "thread 'main' panicked at src/main.rs:4:5"],
    ['an error of the database', 'SQLSTATE[23505]: Unique violation'],
    ['an error of the database', 'syntax error at or near "DROP"'],
  ])('%s in an error is a warning', (name, text) => {
    expect(answered(400, { detail: text }).judgedBy(noInternalsInErrors)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'should', key: name, exchanges: [1], at: 'body' }],
    })
  })

  test('a page is looked through as well', () => {
    const page =
      '<pre>SyntaxError: Unexpected end of JSON input<br> &nbsp; at JSON.parse (/app/node_modules/body-parser/index.js:89:19)</pre>'
    expect(answered(400, page).judgedBy(noInternalsInErrors).findings).toHaveLength(1)
  })

  test.each([
    'Not authenticated',
    'Unexpected end of JSON input at line 1 column 12',
    'The token was revoked at 12:00:00 by /admin',
    'Not found at /api/v1/tokens',
  ])('"%s" keeps it', (detail) => {
    expect(answered(404, { detail }).judgedBy(noInternalsInErrors)).toEqual({ exercised: 1, findings: [] })
  })

  test('a success may echo whatever was sent', () => {
    expect(answered(201, { data: { revocation_reason: 'Traceback (most recent call last)' } }).judgedBy(noInternalsInErrors)).toEqual({
      exercised: 0,
      findings: [],
    })
  })

  test('what a hostile answer costs grows with its length only', () => {
    const costOf = (length: number): number => {
      const story = answered(400, 'at at.a(File "'.repeat(length / 14))
      return leastOf(5, () => expect(story.judgedBy(noInternalsInErrors).findings).toEqual([]))
    }
    // Of 16 times the length: 16 times the cost where it is linear, 256 times where it is quadratic.
    expect(costOf(48_000) / costOf(3_000)).toBeLessThan(64)
  })
})
