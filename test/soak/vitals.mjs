// What a process holds, read from outside, and whether it holds more and more.
import { readdirSync, readFileSync } from 'node:fs'

/**
 * Resident memory in MB, and open descriptors.
 *
 * @param {number} pid
 */
export function vitalsOf(pid) {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return { memory: Number(kilobytes) / 1024, descriptors: readdirSync(`/proc/${pid}/fd`).length }
}

/**
 * The processor time it has used so far, all threads, in seconds; in steps of a hundredth.
 *
 * @param {number} pid
 */
export function processorTimeOf(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name of the command may hold blanks; behind it the fields are counted from the third.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** The first quarter of a run is warming up: caches fill, code is compiled, the heap finds its size. */
const warmUp = 0.25

/**
 * By how much memory grows over the time that is looked at, in MB: the median of all slopes between two samples (Theil
 * and Sen), which no single odd sample can move.
 *
 * @param {readonly { at: number, memory: number }[]} samples `at` in seconds
 */
export function growthOf(samples) {
  const looked = samples.slice(Math.floor(samples.length * warmUp))
  const [first, last] = [looked[0], looked.at(-1)]
  if (first === undefined || last === undefined || looked.length < 3) return { growth: 0, perHour: 0, allowed: Infinity }
  const slope = median(looked.flatMap((a, index) => looked.slice(index + 1).map((b) => (b.memory - a.memory) / (b.at - a.at))))
  return {
    growth: slope * (last.at - first.at),
    perHour: slope * 3600,
    allowed: Math.max(16, 0.1 * median(looked.map(({ memory }) => memory))),
  }
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
