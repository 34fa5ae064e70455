/** What one look at a bundle came to. */
export interface Step {
  /** What was looked at, in a word. */
  readonly name: string
  /** `remark`: true, worth knowing, and no proof. */
  readonly state: 'holds' | 'broken' | 'remark'
  readonly text: string
}

/** Collects steps in their order. */
export class StepLog {
  readonly steps: Step[] = []

  holds(name: string, text: string): void {
    this.steps.push({ name, state: 'holds', text })
  }

  breaks(name: string, text: string): void {
    this.steps.push({ name, state: 'broken', text })
  }

  remarks(name: string, text: string): void {
    this.steps.push({ name, state: 'remark', text })
  }

  /** One step that holds, or one that breaks for each problem. */
  settles(name: string, text: string, problems: readonly string[]): void {
    if (problems.length === 0) this.holds(name, text)
    for (const problem of problems) this.breaks(name, problem)
  }

  get isSound(): boolean {
    return this.steps.every(({ state }) => state !== 'broken')
  }
}

/** What does not hold, in one sentence without its full stop. */
export function whatBroke(steps: readonly Step[]): string {
  return steps.flatMap(({ state, name, text }) => (state === 'broken' ? [`${name}: ${text}`] : [])).join('; ')
}
