import type { Latency } from '../../../control/generated/types.ts'
import type { Facts } from '../session/facts.ts'

/** What is out of the ordinary, a few words each. */
export function whatIsOn({ switches, answers, time }: Facts): string[] {
  const { latency, network, faults, readings } = switches.value
  const rates = Object.entries(network).filter(([, rate]) => (rate as number) > 0)
  const left = answers.value.reduce((sum, answer) => sum + answer.left, 0)
  return [
    ...(latency === 0 ? [] : [`latency ${latencyWords(latency)}`]),
    ...rates.map(([name, rate]) => `${name} ${percent(rate as number)}`),
    ...faults.map((name) => `fault ${name}`),
    ...Object.entries(readings).map(([name, value]) => `${name}=${value}`),
    ...(left === 0 ? [] : [`${left} forced ${left === 1 ? 'answer' : 'answers'}`]),
    ...(time.value.state === 'real' ? [] : [`time ${time.value.state}`]),
  ]
}

export function latencyWords(latency: Latency): string {
  if (typeof latency === 'number') return latency === 0 ? 'none' : `${latency} ms`
  if ('min' in latency) return `${latency.min}–${latency.max} ms`
  return `${latency.median} ms, 1 % over ${latency.p99} ms`
}

/** A share as a percentage, such as `2.5 %`. */
export function percent(rate: number): string {
  return `${Number((rate * 100).toFixed(1))} %`
}
