import { checkQuick, checkRate, checkStartUp } from './benches/check.mjs'
import { firstFinding } from './benches/first-finding.mjs'
import { judging } from './benches/judging.mjs'
import { latency } from './benches/latency.mjs'
import { memory } from './benches/memory.mjs'
import { refusals } from './benches/refusals.mjs'
import { reportPage } from './benches/report-page.mjs'
import { scaleFile, scaleMemory, scaleRedis } from './benches/scale.mjs'
import { startUp } from './benches/start-up.mjs'
import { fileStore, redisStore } from './benches/stores.mjs'
import { throughput } from './benches/throughput.mjs'

/** @type {readonly import('./bench.mjs').Bench[]} */
export const benches = [
  throughput,
  refusals,
  latency,
  startUp,
  memory,
  fileStore,
  redisStore,
  scaleMemory,
  scaleFile,
  scaleRedis,
  checkStartUp,
  checkQuick,
  checkRate,
  firstFinding,
  judging,
  reportPage,
]
