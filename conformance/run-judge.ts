import type { JudgeFlags } from './commands.ts'
import { Audience } from './engine/audience.ts'
import { readBaseline } from './engine/baseline.ts'
import { baseUrl } from './engine/doors.ts'
import { askedOf, requirementsFor, resultOf } from './engine/result-of.ts'
import type { WritersFor } from './engine/writer.ts'
import type { Asked } from './history/events.ts'
import { History } from './history/history.ts'
import { recordingIn } from './recorded/recording-in.ts'
import { checkIds, expectationsIn } from './selection-flags.ts'
import { declaredTokens } from './witnessed/declared-tokens.ts'

/** Runs `judge` as its flags say; gives the exit code. */
export async function runJudge(file: string, flags: JudgeFlags, writersFor: WritersFor): Promise<number> {
  checkIds(flags)
  const { target, propagation } = flags
  const recording = await recordingIn(file, {
    ...(target === undefined ? {} : { target: baseUrl(target, '--target') }),
    tokens: await declaredTokens(flags.tokens),
    company: flags.exclusive === true ? 'exclusive' : 'shared',
    propagation,
  })
  const history = await askedAnew(recording, flags)
  const writers = await writersFor({
    report: flags.report,
    ...(flags.out === undefined ? {} : { out: flags.out }),
    source: file,
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
  })
  const audience = new Audience(writers)
  try {
    const asked = askedOf(history)
    const { seed, profile } = history.header
    const requirements = requirementsFor(asked)
    audience.tell({ kind: 'started', seed, profile, target: asked.target, requirements, scenarios: [], from: file })
    for (const event of history.events) audience.tell({ kind: 'history', event })
    const result = resultOf(history)
    audience.tell({ kind: 'finished', result })
    return result.exitCode
  } finally {
    await audience.leave()
  }
}

/** The history with what the flags ask for in the place of what was asked of its run. */
async function askedAnew(history: History, flags: JudgeFlags): Promise<History> {
  const before = askedOf(history)
  const chosen = <Value>(given: readonly Value[], recorded: readonly Value[]): readonly Value[] => (given.length > 0 ? given : recorded)
  const expect = flags.expect.length > 0 ? await expectationsIn(flags.expect) : before.expect
  const baseline = flags.baseline === undefined ? before.baseline : await readBaseline(flags.baseline)
  const asked: Asked = {
    ...before,
    selection: {
      only: chosen(flags.only, before.selection.only),
      skip: chosen(flags.skip, before.selection.skip),
      allowUnexercised: chosen(flags.allowUnexercised, before.selection.allowUnexercised),
    },
    ...(expect === undefined ? {} : { expect }),
    ...(baseline === undefined ? {} : { baseline }),
  }
  return new History(history.events.map((event) => (event.kind === 'header' ? { ...event, asked } : event)))
}
