// The outcome as people read it in a terminal.
import { ratiosOf, spreadOf } from './statistics.mjs'
import { wordsOf } from './verdicts.mjs'

const marks = { reached: '✓', missed: '✗', 'not measured': '–' }

export function tableOf({ name, title, quantities, verdicts, absent, notes }) {
  return [
    `${name}: ${title}`,
    ...quantities.flatMap((quantity) => ['', ...columns(rowsOf(quantity)).map((row) => `  ${row}`)]),
    '',
    ...verdicts.map((verdict) => `  ${verdictLine(verdict, quantities)}`),
    ...Object.entries(absent).map(([subject, reason]) => `  – ${subject} is absent: ${reason}`),
    ...notes.map((note) => `  ${note}`),
  ].join('\n')
}

export function summaryOf(outcomes) {
  const verdicts = outcomes.flatMap((outcome) => outcome.verdicts.map((verdict) => ({ verdict, outcome })))
  const missed = verdicts.filter(({ verdict }) => verdict.kind === 'missed')
  const count = (kind) => verdicts.filter(({ verdict }) => verdict.kind === kind).length
  return [
    `${count('reached')} reached, ${missed.length} missed, ${count('not measured')} not measured`,
    ...missed.map(({ verdict, outcome }) => `  ${outcome.name}: ${verdictLine(verdict, outcome.quantities)}`),
  ].join('\n')
}

export function machineLine({ cpu, cores, memory, platform, node, generator, load }) {
  const loads = load.map((one) => one.toFixed(2)).join(' ')
  return `${cpu}, ${cores} cores, ${memory} GB, ${platform}, Node ${node}, load by ${generator}; load average ${loads}`
}

export function shown(figure) {
  return figure.toLocaleString('en', { maximumSignificantDigits: 3 })
}

function verdictLine(verdict, quantities) {
  const { bar, kind } = verdict
  const { unit } = quantities.find(({ name }) => name === bar.quantity)
  const words = `${marks[kind]} ${bar.quantity}, ${wordsOf(bar, unit)}`
  if (kind === 'not measured') return `${words}: not measured`
  return `${words}: ${kind}, ${withSpread(verdict.value)}${verdict.close ? ', close' : ''}`
}

function rowsOf({ name, unit, samples, reference }) {
  const others = reference === undefined || samples[reference] === undefined ? undefined : samples[reference]
  const head = [`${name}, ${unit}`, 'median', 'half of the rounds', ...(others === undefined ? [] : [`of ${reference}`])]
  const measured = Object.entries(samples).filter(([, own]) => own.length > 0)
  const rows = measured.map(([subject, own]) => {
    const { median, low, high } = spreadOf(own)
    return [
      subject,
      shown(median),
      `${shown(low)} – ${shown(high)}`,
      ...(others === undefined ? [] : [subject === reference ? '' : withSpread(spreadOf(ratiosOf(own, others)))]),
    ]
  })
  return [head, ...rows]
}

function withSpread({ median, low, high }) {
  return `${shown(median)} (${shown(low)} – ${shown(high)})`
}

/** Pads every cell to the width of its column; the first to the left, figures to the right. */
function columns(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  const padded = (cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))
  return rows.map((row) => row.map(padded).join('  ').trimEnd())
}
