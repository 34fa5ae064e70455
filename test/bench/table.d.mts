import type { Machine } from './machine.mjs'
import type { Outcome } from './verdicts.mjs'

/** The outcome of a bench for a terminal. */
export function tableOf(outcome: Outcome): string

/** How many bars were reached, and which were not. */
export function summaryOf(outcomes: readonly Outcome[]): string

/** Which machine, and how busy: no figure means anything without. */
export function machineLine(machine: Machine): string

/** Three digits are more than such figures deserve. */
export function shown(figure: number): string
