// What was measured, held against what is to be reached.
import { ratiosOf, spreadOf } from './statistics.mjs'

export function outcomeOf({ name, title, bars }, { quantities, absent = {}, notes = [] }) {
  return { name, title, quantities, absent, notes, verdicts: bars.map((bar) => verdictOn(bar, quantities)) }
}

export function wordsOf({ subject, against, least, most }, unit) {
  const bound = least === undefined ? `at most ${most}` : `at least ${least}`
  return against === undefined ? `${subject}: ${bound} ${unit}` : `${subject}: ${bound} of ${against}`
}

function verdictOn(bar, quantities) {
  const quantity = quantities.find(({ name }) => name === bar.quantity)
  if (quantity === undefined) throw new Error(`A bar speaks of "${bar.quantity}", which is not measured.`)
  const samples = figuresOf(bar, quantity)
  if (samples.length === 0) return { bar, kind: 'not measured' }
  const value = spreadOf(samples)
  const holds = ({ least = -Infinity, most = Infinity }, figure) => figure >= least && figure <= most
  const kind = holds(bar, value.median) ? 'reached' : 'missed'
  return { bar, kind, close: holds(bar, value.low) !== holds(bar, value.high), value }
}

function figuresOf({ subject, against }, { samples }) {
  const own = samples[subject] ?? []
  return against === undefined ? own : ratiosOf(own, samples[against] ?? [])
}
