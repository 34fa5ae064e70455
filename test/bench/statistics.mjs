// What is made of samples. Nothing here knows what was measured.

export function spreadOf(samples) {
  const sorted = samples.toSorted((a, b) => a - b)
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) }
}

export function ratiosOf(samples, reference) {
  return samples.slice(0, reference.length).map((sample, round) => sample / reference[round])
}

export async function alternating(subjects, rounds, measure) {
  const samples = Object.fromEntries(subjects.map((subject) => [subject, []]))
  for (let round = 0; round < rounds; round += 1) {
    const first = round % subjects.length
    for (const subject of [...subjects.slice(first), ...subjects.slice(0, first)]) samples[subject].push(await measure(subject, round))
  }
  return samples
}

/** Between two samples it is the straight line (the usual method, R's seventh). */
function quantile(sorted, share) {
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)]
  return below + (sorted[Math.ceil(at)] - below) * (at - Math.floor(at))
}
