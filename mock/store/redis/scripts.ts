import { createHash } from 'node:crypto'

/** A Lua script; Redis runs each of them as one step that nothing else comes between. */
export interface Script {
  readonly text: string
  /** By which Redis knows it once it has run. */
  readonly sha: string
  /** Whether it copies every token of a world, and so takes longer the more there are. */
  readonly isLong: boolean
}

/**
 * A token is one text: what never changes, when it expires, and its revocation (empty when there is none), each on a line
 * of its own. JSON has no line breaks.
 *
 * KEYS are those of `keysOf`: of the world as it is now tokens (hash, id to token), digests (hash, digest to id), ids (list)
 * and numbers (hash, kind to the last number given); the same four of a snapshot; the snapshots of the world (hash, name
 * to size); and the last, all worlds that have begun (set).
 *
 * A replica answers reads from what it last heard of, which may be before a revocation. `current` is a write that changes
 * nothing, and so is refused there.
 */
const tokens = `
local function parts(token) return string.match(token, '^([^\\n]*)\\n([^\\n]*)\\n([^\\n]*)$') end
local function begin(world)
  if redis.call('SADD', KEYS[#KEYS], world) == 1 then
    redis.call('HSET', KEYS[4], 'manager', 0, 'revocable', 0, 'outsider', 0, 'expired', 0)
  end
end
local function put(from)
  for at = from, #ARGV, 3 do
    if redis.call('HSETNX', KEYS[1], ARGV[at], ARGV[at + 2]) == 1 then
      redis.call('HSET', KEYS[2], ARGV[at + 1], ARGV[at])
      redis.call('RPUSH', KEYS[3], ARGV[at])
    end
  end
end
local function current() redis.call('HDEL', KEYS[4], '') end
local function fill()
  redis.call('UNLINK', KEYS[1], KEYS[2], KEYS[3], KEYS[4])
  redis.call('SADD', KEYS[#KEYS], ARGV[1])
  redis.call('HSET', KEYS[4], 'manager', ARGV[2], 'revocable', ARGV[3], 'outsider', ARGV[4], 'expired', ARGV[5])
  put(6)
end
local function copy(from, to)
  for at = 1, 4 do
    redis.call('UNLINK', KEYS[to + at])
    redis.call('COPY', KEYS[from + at], KEYS[to + at])
  end
end
`

/** The token of an id. ARGV: id. */
export const byId: Script = script("current() return redis.call('HGET', KEYS[1], ARGV[1])")

/** The token of a digest. ARGV: digest. */
export const bySecret: Script = script(`
current()
local id = redis.call('HGET', KEYS[2], ARGV[1])
return id and redis.call('HGET', KEYS[1], id)`)

/** The token of a digest, and the token of an id. ARGV: digest, id. */
export const both: Script = script(`
current()
local bearer = redis.call('HGET', KEYS[2], ARGV[1])
return {bearer and redis.call('HGET', KEYS[1], bearer), redis.call('HGET', KEYS[1], ARGV[2])}`)

/** Does nothing, where everything else could be done. KEYS: one that nobody uses. `SETRANGE` of nothing is a write that asks for memory. */
export const ready: Script = script("return redis.call('SETRANGE', KEYS[1], 0, '')")

/** ARGV: id, revocation. Gives whether it was the first, and the token as it is now. */
export const revoke: Script = script(`
local token = redis.call('HGET', KEYS[1], ARGV[1])
if not token then return false end
local fixed, expires, revocation = parts(token)
if revocation ~= '' then return {0, token} end
token = fixed .. '\\n' .. expires .. '\\n' .. ARGV[2]
redis.call('HSET', KEYS[1], ARGV[1], token)
return {1, token}`)

/** ARGV: id, time. */
export const expire: Script = script(`
local token = redis.call('HGET', KEYS[1], ARGV[1])
if not token then return false end
local fixed, _, revocation = parts(token)
token = fixed .. '\\n' .. ARGV[2] .. '\\n' .. revocation
redis.call('HSET', KEYS[1], ARGV[1], token)
return token`)

/** ARGV: world, and for each token id, digest, token. */
export const add: Script = script('begin(ARGV[1]) put(2) return 1')

/** ARGV: world, kind, count. Gives the last of the numbers. */
export const reserve: Script = script("begin(ARGV[1]) return redis.call('HINCRBY', KEYS[4], ARGV[2], ARGV[3])")

/** ARGV: the first index, the last. Gives how many ids there are, and the tokens. */
export const page: Script = script(`
current()
local found = redis.call('LRANGE', KEYS[3], ARGV[1], ARGV[2])
local texts = {}
for at, id in ipairs(found) do texts[at] = redis.call('HGET', KEYS[1], id) end
return {redis.call('LLEN', KEYS[3]), texts}`)

/** ARGV: world, the number of each kind, and for each token id, digest, token. */
export const start: Script = script(`
if redis.call('SISMEMBER', KEYS[#KEYS], ARGV[1]) == 1 then return 0 end
fill() return 1`)

/** ARGV as for `start`. */
export const reset: Script = script('fill() return 1')

/** ARGV: world, snapshot. */
export const save: Script = longScript(`
begin(ARGV[1])
copy(0, 4)
redis.call('HSET', KEYS[9], ARGV[2], redis.call('LLEN', KEYS[3]))
return 1`)

/** ARGV: world, snapshot. */
export const restore: Script = longScript(`
if redis.call('HEXISTS', KEYS[9], ARGV[2]) == 0 then return 0 end
copy(4, 0) return 1`)

/** ARGV: world, snapshot. */
export const forget: Script = script(`
redis.call('UNLINK', KEYS[5], KEYS[6], KEYS[7], KEYS[8])
return redis.call('HDEL', KEYS[9], ARGV[2])`)

/** ARGV: world, what the keys of its snapshots begin with, and what they end with. */
export const drop: Script = script(`
for _, name in ipairs(redis.call('HKEYS', KEYS[9])) do
  for at = 3, #ARGV do redis.call('UNLINK', ARGV[2] .. name .. ARGV[at]) end
end
redis.call('UNLINK', KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[9])
return redis.call('SREM', KEYS[#KEYS], ARGV[1])`)

function script(text: string): Script {
  const whole = tokens + text
  return { text: whole, sha: createHash('sha1').update(whole).digest('hex'), isLong: false }
}

function longScript(text: string): Script {
  return { ...script(text), isLong: true }
}
