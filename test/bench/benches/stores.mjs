import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redisCommand, startRedis } from '../../redis-server.mjs'
import { sampleOf, warmUp } from '../load/sample.mjs'
import { bareOnRedis } from '../subjects/bare.mjs'
import { mock, mockWith } from '../subjects/mock.mjs'
import { withServers } from './servers.mjs'
import { underLoad } from './under-load.mjs'

const connections = 50
const quantity = '50 connections'
const onFile = 'mock, file store'
const onRedis = 'mock, Redis store'
const bareName = bareOnRedis('').name

/** @type {import('../bench.mjs').Bench} */
export const fileStore = {
  name: 'file-store',
  title: 'Valid revocations a second, each acknowledged when it is on disk, beside those in memory',
  bars: [{ quantity, subject: onFile, against: mock.name, least: 0.3 }],
  async measure(how) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'))
    try {
      return await beside(mock, mockWith(onFile, ['--store', `file:${folder}`]), how)
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

/** @type {import('../bench.mjs').Bench} */
export const redisStore = {
  name: 'redis-store',
  title: 'Valid revocations a second on a Redis with appendfsync always, beside the least that one takes: one script, one reply',
  bars: [{ quantity, subject: onRedis, against: bareName, least: 0.5 }],
  async measure(how) {
    if (redisCommand === undefined) {
      const absent = { [onRedis]: 'neither redis-server nor valkey-server is installed' }
      return { quantities: [{ name: quantity, unit: 'requests/s', samples: {} }], absent }
    }
    const redis = await startRedis()
    try {
      return await beside(bareOnRedis(redis.url), mockWith(onRedis, ['--store', redis.url]), how)
    } finally {
      await redis.stop()
    }
  },
}

function beside(reference, subject, how) {
  return withServers([reference, subject], async (running) => {
    const subjects = Object.keys(running)
    for (const name of subjects) await warmUp(running[name], { connections })
    const send = (name) => sampleOf(running[name], { connections })
    return { quantities: await underLoad({ name: quantity, reference: reference.name, subjects }, how, send) }
  })
}
