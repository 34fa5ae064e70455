import { scanJson } from '../bodies/json-scan.ts'
import type { Readings } from '../readings/readings.ts'
import type { Refusal } from './refusal.ts'
import { refusal } from './refusal.ts'

const longestReason = 1000
const deepest = 100

/** Why a body is refused that fits its schema and is yet unusual, where a reading says so. */
export function oddity(text: string, value: unknown, reason: string | null, readings: Readings): Refusal | undefined {
  const refuse = (name: 'odd-keys' | 'duplicate-keys' | 'nul' | 'surrogate' | 'long-reason'): Refusal =>
    refusal(name.endsWith('keys') ? 'schema' : 'reason', readings[name], {
      type: 'value_error',
      loc: ['body', 'reason'],
      msg: `Value error, ${sentences[name]}`,
    })
  const duplicates = readings['duplicate-keys']
  if ((duplicates === '400' || duplicates === '422') && hasDuplicates(text)) return refuse('duplicate-keys')
  if (readings['odd-keys'] !== '201' && isOdd(text, value)) return refuse('odd-keys')
  if (reason === null) return undefined
  if (readings.nul !== '201' && reason.includes('\0')) return refuse('nul')
  if (readings.surrogate !== '201' && /\p{Surrogate}/u.test(reason)) return refuse('surrogate')
  if (readings['long-reason'] !== '201' && reason.length > longestReason) return refuse('long-reason')
  return undefined
}

const sentences = {
  'odd-keys': 'the body has members that are not allowed',
  'duplicate-keys': 'a member is given twice',
  nul: 'the reason must not contain NUL',
  surrogate: 'the reason must be well-formed Unicode',
  'long-reason': `the reason must have at most ${longestReason} characters`,
} as const

function hasDuplicates(text: string): boolean {
  const keys = scanJson(text).members.map(({ key }) => key)
  return new Set(keys).size < keys.length
}

function isOdd(text: string, value: unknown): boolean {
  const scan = scanJson(text)
  return (
    scan.depth > deepest ||
    scan.members.some(({ key }) => isOddKey(key)) ||
    (typeof value === 'object' && value !== null && Object.values(value).some(isHuge))
  )
}

function isOddKey(key: string): boolean {
  return ['__proto__', 'constructor', 'prototype'].includes(key) || (key !== 'reason' && key.toLowerCase() === 'reason')
}

function isHuge(value: unknown): boolean {
  return typeof value === 'number' && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER)
}
