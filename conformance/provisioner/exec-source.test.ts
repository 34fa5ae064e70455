import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { failureOf, file, items, patience, started } from '../testing/provisioner-setup.ts'
import type { ProvisionerErrorCode } from './index.ts'

describe('from a child process', () => {
  test('tokens come line by line from one and the same child', async () => {
    const provisioner = started(
      `exec:${script(`${prelude}
      lines.on('line', (line) => { const { kind, count } = JSON.parse(line); console.error('log'); console.log(JSON.stringify({ tokens: items(kind, count) })) })`)}`,
    )
    const issued = await Promise.all([provisioner.issue('manager', 2), provisioner.issue('revocable', 3), provisioner.issue('manager', 1)])
    expect(issued.map((tokens) => tokens.map(({ kind }) => kind).join())).toEqual([
      'manager,manager',
      'revocable,revocable,revocable',
      'manager',
    ])
    expect(new Set(issued.flat().map(({ name }) => name)).size).toBe(1)
  })

  test.each<[string, string, ProvisionerErrorCode, string]>([
    ['cannot issue the kind', `lines.on('line', () => console.log('{"error":"no such role"}'))`, 'KIND_UNAVAILABLE', '"no such role"'],
    [
      'dies with words',
      `lines.on('line', () => { throw new Error('no database') })`,
      'DIED',
      'with code 1; it must answer line after line until its input ends. Its last words on stderr: "Error: no database at ',
    ],
    ['dies without a word', `lines.on('line', () => process.kill(process.pid, 'SIGKILL'))`, 'DIED', ' ended '],
    ['stalls', `lines.on('line', () => console.error('still thinking'))`, 'TIMEOUT', '"still thinking"'],
    ['says what is no JSON', `lines.on('line', () => console.log('> provisioner@1.0.0 start'))`, 'INVALID_ANSWER', 'logs belong on stderr'],
    [
      'answers with another kind',
      `lines.on('line', () => console.log(JSON.stringify({ tokens: items('outsider', 1) })))`,
      'INVALID_ANSWER',
      'tokens[0].kind',
    ],
    ['has none left', `lines.on('line', () => console.log('{"tokens":[]}'))`, 'EXHAUSTED', '1 were asked for'],
    [
      'writes without end',
      `const more = () => { while (process.stdout.write('x'.repeat(1e6))); process.stdout.once('drain', more) }; more()`,
      'INVALID_ANSWER',
      'more than 16777216',
    ],
  ])('one that %s ends in an error, and in time', async (_, body, code, words) => {
    const provisioner = started(`exec:${script(`${prelude} ${body}`)}`, patience(code, 3_000))
    expect(await failureOf(provisioner)).toMatchObject({ code, message: expect.stringContaining(words) })
  })

  test('one that does not exist is quoted', async () => {
    expect(await failureOf(started('exec:surely-no-such-command --token=abcdef0123456789xyz'))).toMatchObject({
      code: 'DIED',
      message: expect.stringMatching(/^The provisioner "surely-no-such-command --token=⟦secret⟧" ended with code 127.*not found/),
    })
  })

  test('one that has died stays dead, with its first words', async () => {
    const provisioner = started(`exec:${script(`console.error('first words'); process.exit(1)`)}`)
    const [first, second] = [await failureOf(provisioner), await failureOf(provisioner)]
    expect(second).toBe(first)
    expect(first.message).toContain('first words')
  })

  test('one that speaks unasked is not trusted', async () => {
    const provisioner = started(
      `exec:${script(`${prelude} lines.on('line', (line) => { const { kind, count } = JSON.parse(line); console.log(JSON.stringify({ tokens: items(kind, count) }) + '\\n{}') })`)}`,
    )
    await provisioner.issue('manager', 1)
    expect(await failureOf(provisioner)).toMatchObject({ code: 'INVALID_ANSWER', message: expect.stringContaining('what nobody asked') })
  })

  test('one that does not want to end is ended, with whatever it started', async () => {
    const { port, ended } = await lifeline()
    const provisioner = started(
      `exec:${script(`${prelude}
      import { connect } from 'node:net'
      process.on('SIGTERM', () => {}); connect(${port}, '127.0.0.1')
      lines.on('line', (line) => { const { kind, count } = JSON.parse(line); console.log(JSON.stringify({ tokens: items(kind, count) })) })`)}`,
    )
    await provisioner.issue('manager', 1)
    await provisioner.close()
    await ended
    expect((await failureOf(provisioner)).code).toBe('CLOSED')
  })

  test('one that ends with its input is not hurried', async () => {
    const marker = file('tidied', '')
    const provisioner = started(
      `exec:${script(`${prelude}
      import { writeFileSync } from 'node:fs'
      lines.on('line', (line) => { const { kind, count } = JSON.parse(line); console.log(JSON.stringify({ tokens: items(kind, count) })) })
      lines.on('close', () => setTimeout(() => writeFileSync(${JSON.stringify(marker)}, 'tidied'), 200))`)}`,
    )
    await provisioner.issue('manager', 1)
    await provisioner.close()
    expect(readFileSync(marker, 'utf8')).toBe('tidied')
  })
})

const prelude = `${items}
  import { createInterface } from 'node:readline'
  const lines = createInterface({ input: process.stdin })
  `

/** A command that runs the script. */
function script(contents: string): string {
  return `"${process.execPath}" "${file('provisioner.mjs', contents)}"`
}

/** A server whose one connection ends with the process that opened it. */
async function lifeline(): Promise<{ port: number; ended: Promise<void> }> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const ended = new Promise<void>((resolve) => {
    server.on('connection', (socket) => socket.on('error', () => {}).on('close', () => resolve()))
  })
  return { port: (server.address() as AddressInfo).port, ended }
}
