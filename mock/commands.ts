import { Command, InvalidArgumentError, Option } from 'commander'
import type { StateFlags } from './read-state.ts'

/** The `mock` command. Everything heavy is imported when it runs. */
export function mockCommand(): Command {
  return new Command('mock')
    .description('Serve the contract with real revocation behaviour.')
    .optionsGroup('The server:')
    .option('--port <number>', 'port to listen on; 0 takes a free one', wholeNumber, 4010)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--store <where>', 'where tokens live: memory:, file:DIR, redis://… or rediss://…', 'memory:')
    .option('--contract <file>', 'serve another version of the contract (OpenAPI 3.1, JSON or YAML)')
    .option('--watch', 'serve that version anew whenever its file changes')
    .option('--control-token <token>', 'what requests to /_mock/ must carry; then other machines may ask, too')
    .option('--worlds <number>', 'how many worlds there may be (X-Mock-World)', wholeNumber, 100)
    .optionsGroup('The tokens it begins with:')
    .option('--seed <number>', 'change the seeded tokens, reproducibly', wholeNumber)
    .addOption(new Option('--issue <kind[=number]>', 'begin with more tokens of a kind (repeatable)').argParser(many).default([], 'none'))
    .addOption(new Option('--revoke <token[=reason]>', 'begin with this token revoked (repeatable)').argParser(many).default([], 'none'))
    .addOption(
      new Option('--expire <token[=instant]>', 'begin with this token expired, or let it expire then (repeatable)')
        .argParser(many)
        .default([], 'none'),
    )
    .option('--reset', 'begin anew, whatever the store has kept')
    .option('--restore <snapshot>', 'begin with the tokens of this snapshot, which the store has kept')
    .option('--save <snapshot>', 'keep the tokens that it begins with under this name')
    .optionsGroup('How it answers:')
    .option('--latency <ms>', 'hold answers back: 300, 100-500 (a range) or 100~2000 (median~p99, a long tail)')
    .addOption(
      new Option('--network <fault[=rate]>', 'lose answers: reset, empty, truncate, garbage, stall, silence (repeatable)')
        .argParser(many)
        .default([], 'none'),
    )
    .addOption(new Option('--fault <name[=number]>', 'break one promise on purpose (repeatable)').argParser(many).default([], 'none'))
    .addOption(
      new Option('--reading <name=value>', 'choose where the contract leaves a choice (repeatable)').argParser(pair).default({}, 'none'),
    )
    .option('--like <report.json>', 'take the readings that "check" observed on a real implementation')
    .addOption(
      new Option('--answer <status[:times][,name=value…]>', 'force the next answers, as in 503:2,target=revocable-1 (repeatable)')
        .argParser(many)
        .default([], 'none'),
    )
    .addOption(
      new Option('--environment <name[=number]>', 'surround it with a network, a proxy, a fleet (repeatable)')
        .argParser(many)
        .default([], 'none'),
    )
    .option('--time <instant>', 'start the clock at this time (RFC 3339)')
    .option('--freeze', 'stop the clock')
    .optionsGroup('What it tells:')
    .option(
      '--log [name=value…]',
      'print what comes in to the default world: all of it, or what is like this, as in status=401,caller=revocable-1',
    )
    .option('--journal <entries>', 'how many requests the journal keeps', wholeNumber, 10_000)
    .optionsGroup('Instead of serving:')
    .option('--list-readings', 'print every reading with its values, and stop')
    .option('--list-faults', 'print every fault, and stop')
    .option('--list-environments', 'print every environment, and stop')
    .action(async (options: MockFlags) => {
      const { runMock } = await import('./run-mock.ts')
      await runMock(options)
    })
}

/** The flags of the command, read. */
export interface MockFlags extends StateFlags {
  readonly port: number
  readonly host: string
  readonly seed?: number
  readonly store: string
  readonly contract?: string
  readonly watch?: true
  readonly reading: Readonly<Record<string, string>>
  readonly fault: readonly string[]
  readonly environment: readonly string[]
  readonly like?: string
  readonly latency?: string
  readonly network: readonly string[]
  readonly time?: string
  readonly freeze?: true
  readonly answer: readonly string[]
  readonly log?: string | true
  readonly journal: number
  readonly worlds: number
  readonly controlToken?: string
  readonly listReadings?: true
  readonly listEnvironments?: true
  readonly listFaults?: true
}

function wholeNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError('Give a whole number.')
  return Number(text)
}

function pair(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const [name = '', value] = text.split('=')
  if (value === undefined) throw new InvalidArgumentError('Write it as NAME=VALUE, such as repeat=400.')
  return { ...before, [name]: value }
}

function many(text: string, before: readonly string[]): string[] {
  return [...before, text]
}
