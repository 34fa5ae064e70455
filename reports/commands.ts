import { Command, Option } from 'commander'
import { certificateCommands } from './certificate/commands.ts'
import { formats } from './formats.ts'

/** The commands that work on stored runs and on certificates. Everything heavy is imported when they run. */
export function reportsCommands(): Command[] {
  return [reportCommand(), diffCommand(), ...certificateCommands()]
}

/** The flags of `report`, read. */
export interface ReportFlags {
  readonly format: readonly string[]
  readonly history?: string
  readonly out?: string
  readonly quiet?: true
  readonly verbose?: true
}

/** The flags of `diff`, read. */
export interface DiffFlags {
  readonly markdown?: true
}

/** Every format with what it is for, for `--help`; `--out` writes those with a star. */
export function formatList(): string {
  const width = Math.max(...formats.map(({ name }) => name.length))
  const lines = formats.map(({ name, usual, description }) => `  ${name.padEnd(width)} ${usual ? '*' : ' '} ${description}`)
  return ['Report formats (* written by --out):', ...lines].join('\n')
}

function reportCommand(): Command {
  return new Command('report')
    .description('Show a stored run again, or convert it to other formats.')
    .argument('<report.json>', 'what `check --out` wrote')
    .addOption(
      new Option('--format <format[=path]>', 'write this format instead of showing the run; `-` is standard output (repeatable)')
        .argParser((text: string, before: readonly string[]) => [...before, text])
        .default([], 'none'),
    )
    .option('--history <file>', 'its history, for formats that show every exchange (default: history.ndjson beside the report)')
    .option('--out <dir>', 'write the usual set of formats there')
    .option('--quiet', 'show the verdict and the failures only')
    .option('--verbose', 'leave nothing out')
    .addHelpText('after', `\n${formatList()}`)
    .action(async (path: string, flags: ReportFlags) => {
      const { convert } = await import('./convert.ts')
      await convert(path, flags, process)
    })
}

function diffCommand(): Command {
  return new Command('diff')
    .description('Say what two stored runs differ in: what broke, what was fixed, what changed.')
    .argument('<before.json>', 'report.json of the earlier run')
    .argument('<after.json>', 'report.json of the later run')
    .option('--markdown', 'as Markdown, for a pull-request comment')
    .addHelpText('after', '\nExit codes:\n  0  nothing broke\n  1  something broke\n  2  wrong usage, or a file that cannot be read')
    .action(async (before: string, after: string, flags: DiffFlags) => {
      const { runDiff } = await import('./diff/run-diff.ts')
      process.exitCode = await runDiff(before, after, flags, process)
    })
}
