// Kills a mock in the middle of its work, starts it again on the same folder, and asks what became of every token.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'undici'
import { startMock } from '../command.mjs'

/**
 * @typedef {{ id: string, secret: string, asked?: string, acknowledged?: unknown }} Token
 *   `asked`: the reason with which its revocation was sent; `acknowledged`: what its 201 said.
 */

/**
 * @param {number} kills
 * @param {{ longest?: number, say?: (line: string) => void }} [options] `longest`: the longest life of a mock, in ms.
 */
export async function crashes(kills, { longest = 400, say = () => undefined } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'))
  const tally = { kills: 0, acknowledged: 0, undecided: 0, undecidedDone: 0, checked: 0, problems: /** @type {string[]} */ ([]) }
  /** @type {Token[]} */
  let tokens = []
  try {
    for (; tally.kills < kills; tally.kills += 1) {
      const mock = await startMock(['--store', `file:${folder}`])
      await aftermath(mock.url, tokens, tally)
      tokens = []
      const { working, acknowledging } = under(mock.url, tokens)
      // At any moment of its life, and as often while it has its hands full.
      if (tally.kills % 2 === 0) await acknowledging
      await new Promise((over) => setTimeout(over, Math.random() * longest))
      process.kill(mock.pid, 'SIGKILL')
      await Promise.all([working, mock.stop()])
      tally.acknowledged += tokens.filter(({ acknowledged }) => acknowledged !== undefined).length
      if (tally.kills % 20 === 19) say(`${tally.kills + 1} kills, ${tally.acknowledged} acknowledged, ${tally.problems.length} problems`)
    }
    const mock = await startMock(['--store', `file:${folder}`])
    await aftermath(mock.url, tokens, tally)
    await mock.stop()
    return tally
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Issues and revokes on sixteen connections until nobody answers any more. */
function under(url, tokens) {
  let acknowledge = () => undefined
  const acknowledging = new Promise((resolve) => (acknowledge = resolve))
  const pool = new Pool(url, { connections: 16 })
  const work = async () => {
    const manager = await managerOf(pool)
    for (;;) {
      const { status, json } = await send(pool, '/_mock/tokens', '{"kind": "revocable", "count": 8}')
      if (status !== 201) throw new Error(`Issuing was answered ${status}.`)
      for (const token of json.tokens) {
        tokens.push(token)
        token.asked = `crash ${randomUUID()}`
        const answer = await revoke(pool, token, manager, token.asked)
        if (answer.status !== 201) continue
        token.acknowledged = answer.json.data
        acknowledge()
      }
    }
  }
  const working = Promise.allSettled(Array.from({ length: 16 }, work)).then(() => pool.destroy())
  return { working, acknowledging }
}

/** What was acknowledged is so; what was not is one or the other; nothing is in between. */
async function aftermath(url, tokens, tally) {
  const pool = new Pool(url, { connections: 8 })
  const manager = await managerOf(pool)
  const queue = tokens.values()
  const work = async () => {
    for (const token of queue) await fateOf(token, pool, manager, tally)
  }
  await Promise.all(Array.from({ length: 8 }, work))
  await pool.close()
}

async function fateOf(token, pool, manager, tally) {
  tally.checked += 1
  const before = await probe(pool, token)
  const { status, json } = await revoke(pool, token, manager, 'afterwards')
  const kept = JSON.stringify(json?.data)
  if (status !== 201) tally.problems.push(`${token.id} was issued, and its revocation is answered ${status}`)
  else if ((await probe(pool, token)) !== 401) tally.problems.push(`${token.id} is revoked and accepted`)
  else if (token.acknowledged !== undefined) {
    if (before !== 401) tally.problems.push(`the acknowledged revocation of ${token.id} is lost`)
    else if (kept !== JSON.stringify(token.acknowledged)) tally.problems.push(`${token.id} was revoked as ${kept}, not as acknowledged`)
  } else if (token.asked !== undefined) {
    tally.undecided += 1
    if (before === 401) tally.undecidedDone += 1
    const reason = json.data.revocation_reason
    if (reason !== (before === 401 ? token.asked : 'afterwards')) tally.problems.push(`${token.id} is half revoked: ${before}, ${reason}`)
  }
}

async function managerOf(pool) {
  const { json } = await send(pool, '/_mock/tokens', '{"kind": "manager"}')
  return json.tokens[0].secret
}

function revoke(pool, { id }, as, reason) {
  return send(pool, `/api/v1/tokens/${id}/revoke`, JSON.stringify({ reason }), as)
}

/** 401: dead; 403: alive. */
async function probe(pool, { secret }) {
  return (await send(pool, `/api/v1/tokens/${randomUUID()}/revoke`, undefined, secret)).status
}

async function send(pool, path, body, as) {
  const { statusCode, body: answer } = await pool.request({
    method: 'POST',
    path,
    headers: {
      ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  })
  return { status: statusCode, json: await answer.json() }
}
