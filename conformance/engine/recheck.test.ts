import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { Story } from '../testing/story.ts'
import type { KeptRun } from './kept-run.ts'
import type { RecheckOptions } from './recheck.ts'
import { recheck } from './recheck.ts'
import type { RunResult } from './result.ts'

const ends: (() => void)[] = []

afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** Three tokens that were revoked long ago. */
function kept(): KeptRun {
  const aliases = ['revocable-1', 'revocable-2', 'revocable-3']
  const story = aliases.reduce((told, alias) => told.probe(alias, 404).revoke(alias), new Story(['manager-1', ...aliases]))
  const history = story.history()
  const tokens = aliases.map((alias, index) => {
    const [issued, exchanges] = [history.issue(alias), history.exchanges.slice(2 * index, 2 * index + 2)]
    if (issued === undefined) throw new RangeError(alias)
    return { token: issued.token, secret: secretOf(alias), issued, exchanges }
  })
  return { version: 1, seed: 1, startedAt: '2026-01-01T00:00:00Z', tokens }
}

function secretOf(alias: string): string {
  return `dz_secret-of-${alias}-0123456789`
}

/** Tries them again at a target that lets those in of whom `isAlive` says so. */
async function triedAgain(
  isAlive: (bearer: string) => boolean,
  more: Partial<RecheckOptions> = {},
): Promise<RunResult & { asked: number }> {
  let asked = 0
  const server = createServer(({ headers }, response) => {
    asked += 1
    const status = isAlive(headers.authorization ?? '') ? 404 : 401
    response.writeHead(status, { 'Content-Type': 'application/json', 'WWW-Authenticate': 'Bearer' }).end('{"detail":"refused"}')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  ends.push(() => {
    server.close()
    server.closeAllConnections()
  })
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const signal = new AbortController().signal
  const usual = { headers: [], propagation: 0, requestTimeout: 2000, concurrency: 2, signal }
  return { ...(await recheck({ target, kept: kept(), ...usual, ...more }, () => {})), asked }
}

test('tokens that are all still refused pass', async () => {
  const { exitCode, asked, requirements } = await triedAgain(() => false)
  // A made-up credential before and after each.
  expect({ exitCode, asked }).toEqual({ exitCode: 0, asked: 9 })
  const verdict = requirements.find(({ id }) => id === 'finality/revoked-is-rejected')?.verdict
  expect(verdict).toMatchObject({ kind: 'passed', exercised: 3 })
})

test('the one that is accepted again fails, by name', async () => {
  const { exitCode, requirements } = await triedAgain((bearer) => bearer === `Bearer ${secretOf('revocable-2')}`)
  expect(exitCode).toBe(1)
  const verdict = requirements.find(({ id }) => id === 'finality/revoked-is-rejected')?.verdict
  expect(verdict).toMatchObject({ kind: 'failed', findings: [{ tokens: ['revocable-2'], count: 1 }] })
})

test('a recheck that is ended says so, and is no pass, though nothing failed', async () => {
  const stop = new AbortController()
  let asked = 0
  const refuse = (): boolean => {
    asked += 1
    if (asked === 2) stop.abort()
    return false
  }
  const result = await triedAgain(refuse, { signal: stop.signal, concurrency: 1 })
  expect(result).toMatchObject({ exitCode: 3, headline: 'The run was interrupted.', run: { complete: false } })
  expect(result.asked).toBeLessThan(9)
})

test('a file without tokens is refused before anything is sent', async () => {
  await expect(triedAgain(() => false, { kept: { ...kept(), tokens: [] } })).rejects.toThrow(/no revoked token/)
})
