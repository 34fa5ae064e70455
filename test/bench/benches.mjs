import { scaleFile, scaleMemory, scaleRedis } from './benches/scale.mjs'
import { throughput } from './benches/throughput.mjs'

/** @type {readonly import('./bench.mjs').Bench[]} */
export const benches = [throughput, scaleMemory, scaleFile, scaleRedis]
