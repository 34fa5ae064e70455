import { coloursFor } from '../../terminal/colours.ts'
import { visible } from '../../visible.ts'
import type { Surroundings } from '../../writers.ts'
import type { Step } from './step-log.ts'
import type { Verification } from './verify.ts'

const signs: Readonly<Record<Step['state'], string>> = { holds: '✓', broken: '✗', remark: '–' }

/** One line for each step. What a bundle says is shown, and never obeyed. */
export function showSteps({ steps }: Verification, { stdout, env }: Surroundings): void {
  const { green, red, dim } = coloursFor(stdout, env)
  const paint = { holds: green, broken: red, remark: dim }
  const width = Math.max(...steps.map(({ name }) => name.length))
  for (const { name, state, text } of steps) stdout.write(`${paint[state](signs[state])} ${name.padEnd(width)}  ${visible(text)}\n`)
}
