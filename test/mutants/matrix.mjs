// The outcome as people read it: which fault broke which requirement, and how soon.

export function matrix(outcomes, width) {
  const faults = faultsIn(outcomes)
  const rows = [...groupBy(faults, ({ name }) => name).values()].map(rowOf)
  if (rows.length === 0) return ''
  const nameWidth = Math.max(...rows.map(({ name }) => name.length))
  return [
    ...legendOf(faults),
    '',
    `  ${'fault'.padEnd(nameWidth)} ${'ms'.padStart(6)} ${'requests'.padStart(8)}   requirements`,
    ...[...groupBy(rows, ({ family }) => family)].flatMap(([family, members]) => [
      family,
      ...members.flatMap(({ mark, name, first, cells }) => hanging(`${mark} ${name.padEnd(nameWidth)} ${first}  `, cells, width)),
    ]),
  ].join('\n')
}

export function summaryOf(outcomes, { requirements, duration, width }) {
  const faults = faultsIn(outcomes)
  const fair = outcomes.filter(({ kind }) => kind === 'fair')
  const bad = outcomes.filter(({ good }) => !good)
  const late = requirements.length === 0 ? [] : tooLate(faults)
  const lines = [
    ...(faults.length === 0 ? [] : [`faults     ${goodOf(faults)} found by a requirement of their own family`]),
    ...(fair.length === 0 ? [] : [`fair       ${goodOf(fair)} mocks that keep the contract passed`]),
    ...coverage(faults, requirements, width),
    ...findings(faults),
    ...sooner(faults, width),
    `time       ${Math.round(duration / 1000)} s`,
    ...bad.map(({ name, seed, problem }) => `✗ ${name} (seed ${seed}): ${problem}`),
    ...late,
  ]
  return { text: lines.join('\n'), bad: bad.length + late.length > 0 }
}

function faultsIn(outcomes) {
  return outcomes.filter(({ kind }) => kind === 'fault')
}

/** One fault over all its seeds. */
function rowOf(runs) {
  const firsts = runs.flatMap(({ first }) => first ?? [])
  const failed = new Set([...firsts.flatMap(({ requirement }) => requirement ?? []), ...runs.flatMap((run) => run.failed)])
  const warned = new Set(runs.flatMap((run) => run.warned).filter((id) => !failed.has(id)))
  const figure = (of, digits) => (firsts.length === 0 ? '–' : String(median(firsts.map(of)))).padStart(digits)
  const note = firsts.some(({ requirement }) => requirement === null) ? '*' : ' '
  return {
    name: runs[0].name,
    family: runs[0].family,
    mark: runs.every(({ good }) => good) ? ' ' : '✗',
    first: `${figure(({ elapsed }) => elapsed, 6)} ${figure(({ requests }) => requests, 8)}${note}`,
    cells: failed.size + warned.size === 0 ? ['nothing'] : [...failed, ...[...warned].map((id) => `(${id})`)],
  }
}

function legendOf(faults) {
  const early = faults.filter((fault) => fault.early).length
  const seeds = new Set(faults.map(({ seed }) => seed)).size
  return [
    'What each fault of the mock broke: the requirement that was first seen to fail, the others, (those that only warned).',
    `ms, requests: from the start of a run to its first finding${seeds === 1 ? '' : `, medians of ${seeds} seeds`}; * told when the whole run was judged.`,
    ...(early === 0
      ? []
      : [`${early} of ${faults.length} runs were ended at a finding in the family of their fault: a whole run may break more.`]),
  ]
}

/** Words after a beginning, as many in a line as fit, the further lines below the first word. */
function hanging(beginning, words, width) {
  const lines = [beginning]
  for (const word of words) {
    const line = lines.at(-1)
    if (line.length === beginning.length) lines.push(lines.pop() + word)
    else if (line.length + 2 + word.length <= width) lines.push(`${lines.pop()}  ${word}`)
    else lines.push(' '.repeat(beginning.length) + word)
  }
  return lines
}

function coverage(faults, requirements, width) {
  const broken = new Set(faults.flatMap(({ failed, warned }) => [...failed, ...warned]))
  const others = requirements.filter((id) => !broken.has(id))
  if (faults.length === 0 || requirements.length === 0) return []
  return [
    `broken     ${requirements.length - others.length} of ${requirements.length} requirements by at least one fault`,
    ...(others.length === 0 ? [] : hanging('unbroken   ', others, width)),
  ]
}

/** Of level `must`, in runs that were not ended early. */
function findings(faults) {
  const whole = faults.filter(({ early, level }) => !early && level === 'must')
  const counts = [...groupBy(whole, (fault) => fault.findings)].toSorted(([a], [b]) => a - b)
  const words = counts.map(([count, runs]) => `${count} in ${runs.length} runs`).join(', ')
  return whole.length === 0 ? [] : [`findings   of level must in a whole run: ${words}`]
}

/** What the quick profile promises: of the faults of level `must`, no more than this share is found after more requests than these. */
const soon = { requests: 500, later: 0.1 }

function sooner(faults, width) {
  const firsts = faults.flatMap(({ first }) => first ?? [])
  if (firsts.length === 0) return []
  const [elapsed, requests] = [median(firsts.map((first) => first.elapsed)), median(firsts.map((first) => first.requests))]
  const { all, later } = ofLevelMust(faults)
  const names = new Set(later.map(({ name }) => name))
  return [
    `sooner     first finding after ${elapsed} ms and ${requests} requests (median)`,
    `           within ${soon.requests} requests for ${all.length - later.length} of ${all.length} of level must`,
    ...(names.size === 0 ? [] : hanging('later      ', [...names], width)),
  ]
}

function tooLate(faults) {
  const { all, later } = ofLevelMust(faults)
  if (later.length <= all.length * soon.later) return []
  return [`✗ more than one in ten of level must was found later than within ${soon.requests} requests`]
}

function ofLevelMust(faults) {
  const all = faults.filter(({ level }) => level === 'must')
  return { all, later: all.filter(({ first }) => first === null || first.requests > soon.requests) }
}

function goodOf(outcomes) {
  return `${outcomes.filter(({ good }) => good).length} of ${outcomes.length}`
}

/** What `Map.groupBy` does from Node 21 on. */
function groupBy(values, keyOf) {
  const groups = new Map()
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value])
  return groups
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
