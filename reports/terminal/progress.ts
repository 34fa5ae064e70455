import type { RunEvent } from '../../conformance/engine/result.ts'
import { visible } from '../visible.ts'
import { counted, cut, duration } from './layout.ts'

type Progress = Extract<RunEvent, { kind: 'progress' }>

/** Where a run is, as one line: the scenario, how far, requests, findings, and about how long it will take yet. */
export function progressLine(progress: Progress, width: number): string {
  const { scenario, cases, planned, requests, findings, elapsed } = progress
  const parts = [
    visible(scenario),
    `${cases}/${planned} cases`,
    counted(requests, 'request'),
    counted(findings, 'finding'),
    timeLeft(cases, planned, elapsed) ?? duration(elapsed),
  ]
  return cut(parts.join('  '), width)
}

/** From the pace so far; `undefined` until that says something. */
function timeLeft(cases: number, planned: number, elapsed: number): string | undefined {
  if (cases === 0 || cases > planned || elapsed < 500) return undefined
  return `about ${duration((elapsed / cases) * (planned - cases))} left`
}
