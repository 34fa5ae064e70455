// The outcome as people read it.

/** Faults against families: which found it, and how soon. */
export function matrix(outcomes) {
  const families = [
    'finality',
    'isolation',
    'envelope',
    'authentication',
    'authorization',
    'existence',
    'validation',
    'robustness',
    'secrecy',
    'http',
  ]
  const rows = outcomes
    .filter(({ kind }) => kind === 'fault')
    .map(({ name, level, found, first, early, family }) => {
      const cells = families.map((one) => {
        const count = found.filter((id) => id.startsWith(`${one}/`)).length
        return (count === 0 ? '·' : one === family ? `[${count}]` : String(count)).padStart(4)
      })
      const soon =
        first === null
          ? ''
          : `${String(first.elapsed).padStart(6)} ms ${String(first.requests).padStart(5)} requests${early ? ' (ended)' : ''}`
      return `${name.padEnd(34)} ${level.padEnd(6)} ${cells.join(' ')}  ${soon}`
    })
  const head = `${'fault'.padEnd(34)} ${'level'.padEnd(6)} ${families.map((one) => one.slice(0, 4).padStart(4)).join(' ')}  first finding`
  return rows.length === 0 ? '' : [head, ...rows].join('\n')
}

/** Figures for the whole, and whether anything is wrong. */
export function summaryOf(outcomes, duration) {
  const faults = outcomes.filter(({ kind }) => kind === 'fault')
  const fair = outcomes.filter(({ kind }) => kind === 'fair')
  const bad = outcomes.filter(({ good }) => !good)
  const full = faults.filter(({ early, level }) => !early && level === 'must')
  const firsts = faults.flatMap(({ first }) => first ?? [])
  const lines = [
    '',
    `faults     ${faults.length - bad.filter(({ kind }) => kind === 'fault').length} of ${faults.length} found by a requirement of their own family`,
    `fair       ${fair.length - bad.filter(({ kind }) => kind === 'fair').length} of ${fair.length} mocks that keep the contract passed`,
    ...(full.length === 0
      ? []
      : [`findings   ${median(full.map(({ findings }) => findings))} of level must for each fault (median of whole runs)`]),
    ...(firsts.length === 0
      ? []
      : [
          `sooner     first finding after ${median(firsts.map(({ elapsed }) => elapsed))} ms and ${median(firsts.map(({ requests }) => requests))} requests (median); ` +
            `within 500 requests for ${firsts.filter(({ requests }) => requests <= 500).length} of ${firsts.length}`,
        ]),
    `time       ${Math.round(duration / 1000)} s`,
    ...bad.map(({ name, seed, problem }) => `✗ ${name} (seed ${seed}): ${problem}`),
  ]
  return { text: lines.join('\n'), bad: bad.length > 0 }
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
