import { Command, Option } from 'commander'
import type { WritersFor } from './engine/writer.ts'
import { fields, integer, natural, positive, waitableSeconds } from './flag-values.ts'

/** The room's commands: `check`, `judge`, `proxy`, `recheck`, `requirements` and `tokens`. Everything heavy is imported when one runs. */
export function conformanceCommands(rooms: { readonly writersFor: WritersFor }): readonly Command[] {
  const { writersFor } = rooms
  return [
    checkCommand(writersFor),
    judgeCommand(writersFor),
    proxyCommand(writersFor),
    recheckCommand(writersFor),
    requirementsCommand(),
    tokensCommand(),
  ]
}

/** The flags of `check`, read. */
export interface CheckFlags {
  readonly target: string
  readonly provisioner: string
  readonly config?: string
  readonly profile: 'quick' | 'standard' | 'certification'
  readonly seed?: number
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly allowUnexercised: readonly string[]
  readonly expect: readonly string[]
  readonly baseline?: string
  readonly writeBaseline?: string
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly restart?: string
  readonly keepSecrets?: string
  readonly header: readonly (readonly [string, string])[]
  readonly provisionerHeader: readonly (readonly [string, string])[]
  readonly replica: readonly string[]
  readonly probe: readonly string[]
  readonly concurrency: number
  readonly rate?: number
  readonly propagation: number
  readonly requestTimeout: number
  readonly maxTime?: number
  /** `true`: any. */
  readonly failFast?: true | readonly string[]
  readonly destructive?: true
  readonly production?: true
  readonly replay?: string
  readonly report: readonly string[]
  readonly out?: string
  readonly quiet?: true
  readonly verbose?: true
}

function checkCommand(writersFor: WritersFor): Command {
  return withCheckOptions(new Command('check'))
    .description('Check an implementation of the contract over HTTP.')
    .addHelpText('after', `${exitCodes}\n${checkExample}`)
    .action(async (_, command: Command) => {
      const { configured } = await import('./configured.ts')
      const { runCheck } = await import('./run-check.ts')
      const flags = await configured<CheckFlags>(command, withCheckOptions(new Command('check')), process.env)
      process.exitCode = await runCheck(flags, writersFor)
    })
}

/** The options of `check`; a configuration file may hold any of them. */
function withCheckOptions(command: Command): Command {
  return command
    .option('--target <url>', 'base URL of the implementation; a path prefix is kept')
    .option('--provisioner <spec>', 'what issues tokens: a URL, exec:COMMAND, a pool FILE.json or a module FILE.mjs')
    .option(
      '--config <file>',
      'read flags from a JSON file; ${NAME} in it is an environment variable (default: dayzero-contract.config.json, if there is one)',
    )
    .addOption(new Option('--profile <name>', 'how much to do').choices(['quick', 'standard', 'certification']).default('quick'))
    .option('--seed <number>', 'draw the same inputs again (default: a new one, printed)', integer)
    .option('--only <id...>', 'judge only these requirements or families; the outcome is PARTIAL', [])
    .option('--skip <id...>', 'leave these requirements or families out; the outcome is PARTIAL', [])
    .option('--allow-unexercised <id...>', 'do not stop at these when nothing brought them about', [])
    .option('--expect <reading=value...>', 'pin a reading, or all of those in a JSON file; another permitted choice then fails', [])
    .option('--baseline <file>', 'failures listed there are known and do not fail; new ones do')
    .option('--write-baseline <file>', 'list the failures of this run there')
    .addOption(
      new Option('--header <name: value>', 'send with every request to the target (repeatable)').argParser(fields).default([], 'none'),
    )
    .addOption(
      new Option('--provisioner-header <name: value>', 'send to the provisioner (repeatable)').argParser(fields).default([], 'none'),
    )
    .option('--ca <file>', 'trust this certificate authority (PEM)')
    .option('--cert <file>', 'present this client certificate (PEM)')
    .option('--key <file>', 'the key of the client certificate (PEM)')
    .option('--replica <url...>', 'more doors to the same implementation', [])
    .option('--probe <operation...>', 'another protected operation, such as "GET /api/v1/me"', [])
    .option('--restart <command>', 'restart the target with this command, and try every token again')
    .option('--concurrency <number>', 'cases under way at once', positive, 16)
    .option('--rate <number>', 'most requests a second, on average: those of a race are sent together', positive)
    .option('--propagation <ms>', 'declared delay after which a revocation holds everywhere', natural, 0)
    .option('--request-timeout <ms>', 'longest wait for one answer', positive, 2000)
    .option('--max-time <seconds>', 'end the run after this time; it is judged, and never a pass', waitableSeconds)
    .option('--fail-fast [id...]', 'end the run at the first failure, of these requirements or families or of any')
    .option('--destructive', 'off loopback, send what could wipe a careless system, too: wildcards, beginnings of ids, SQL')
    .option('--production', 'allow a target that the contract names as a server')
    .option('--keep-secrets <file>', 'keep the revoked tokens with their secrets (mode 0600), for a later recheck')
    .option('--replay <case>', 'run exactly one case again, as a failure prints it: SCENARIO:SEED:PATH')
    .option('--report <format...>', 'write a report: FORMAT, or FORMAT=PATH (- is standard output)', [])
    .option('--out <folder>', 'write the usual reports there')
    .option('--quiet', 'print the verdict and the failures only')
    .option('--verbose', 'print what happens as it happens')
}

const exitCodes = `
Exit codes:
  0  conformant (or, with --only, --skip or --allow-unexercised, all that was asked for: PARTIAL)
  1  not conformant
  2  wrong usage or configuration
  3  no conclusion: unreachable, broken provisioner, interrupted, or a requirement that could not be exercised`

const checkExample = `
Example:
  $ dayzero-contract check --target http://127.0.0.1:4010 --provisioner http://127.0.0.1:4010/_mock/tokens`

/** The flags of `judge`, read. */
export interface JudgeFlags {
  readonly target?: string
  readonly tokens?: string
  readonly exclusive?: true
  readonly propagation: number
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly allowUnexercised: readonly string[]
  readonly expect: readonly string[]
  readonly baseline?: string
  readonly report: readonly string[]
  readonly out?: string
  readonly quiet?: true
  readonly verbose?: true
}

function judgeCommand(writersFor: WritersFor): Command {
  return new Command('judge')
    .description('Judge a recording, without a network: the history of a run, with the verdicts of that run, or a HAR of real traffic.')
    .argument('<file>', 'a history.ndjson that `check` or `proxy` wrote, or a HAR 1.2 file of a browser or a proxy; also gzipped')
    .option('--target <url>', 'of a HAR: the implementation to judge (default: the one with most requests on the operation)')
    .option('--tokens <file>', 'of a HAR: which credential belongs to which id, as {"tokens": [{"kind", "id", "secret"}, …]}')
    .option('--exclusive', 'of a HAR: nobody else used the target meanwhile, and no tokens exist but those of --tokens')
    .option('--propagation <ms>', 'of a HAR: declared delay after which a revocation holds everywhere', natural, 0)
    .option('--only <id...>', 'judge only these requirements or families; the outcome is PARTIAL', [])
    .option('--skip <id...>', 'leave these requirements or families out; the outcome is PARTIAL', [])
    .option('--allow-unexercised <id...>', 'do not stop at these when nothing brought them about', [])
    .option('--expect <reading=value...>', 'pin a reading, or all of those in a JSON file', [])
    .option('--baseline <file>', 'failures listed there are known and do not fail; new ones do')
    .option('--report <format...>', 'write a report: FORMAT, or FORMAT=PATH (- is standard output)', [])
    .option('--out <folder>', 'write the usual reports there')
    .option('--quiet', 'print the verdict and the failures only')
    .option('--verbose', 'leave nothing out')
    .addHelpText('after', `\nWithout --only, --skip, --allow-unexercised, --expect and --baseline, those of the run hold.\n${exitCodes}`)
    .action(async (file: string, flags: JudgeFlags) => {
      const { runJudge } = await import('./run-judge.ts')
      process.exitCode = await runJudge(file, flags, writersFor)
    })
}

/** The flags of `proxy`, read. */
export interface ProxyFlags {
  readonly target: string
  readonly port: number
  readonly host: string
  readonly tokens?: string
  readonly exclusive?: true
  readonly propagation: number
  readonly ca?: string
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly expect: readonly string[]
  readonly report: readonly string[]
  readonly out?: string
  readonly quiet?: true
  readonly verbose?: true
}

function proxyCommand(writersFor: WritersFor): Command {
  return new Command('proxy')
    .description('Pass the traffic of a frontend or of end-to-end tests on to an implementation, unchanged, and judge it as it goes by.')
    .requiredOption('--target <url>', 'base URL of the implementation; what is asked of the proxy is asked of it')
    .option('--port <number>', 'where to listen; 0 takes a free port', natural, 4011)
    .option('--host <address>', 'who may connect; by default only this machine', '127.0.0.1')
    .option('--tokens <file>', 'which credential belongs to which id, as {"tokens": [{"kind", "id", "secret"}, …]}')
    .option(
      '--exclusive',
      'nobody else uses the target meanwhile: no tokens exist but those of --tokens and those issued through the proxy',
    )
    .option('--propagation <ms>', 'declared delay after which a revocation holds everywhere', natural, 0)
    .option('--ca <file>', 'trust this certificate authority, too (PEM)')
    .option('--only <id...>', 'judge only these requirements or families', [])
    .option('--skip <id...>', 'leave these requirements or families out', [])
    .option('--expect <reading=value...>', 'pin a reading, or all of those in a JSON file; another permitted choice then fails', [])
    .option('--report <format...>', 'write a report: FORMAT, or FORMAT=PATH (- is standard output)', [])
    .option('--out <folder>', 'write the usual reports there')
    .option('--quiet', 'print the verdict and the failures only')
    .option('--verbose', 'print what happens as it happens')
    .addHelpText(
      'after',
      `\nBreaches are printed as they happen. Ctrl-C or SIGTERM ends it, with the reports and exit codes of a check:\n${exitCodes}`,
    )
    .action(async (flags: ProxyFlags) => {
      const { runProxy } = await import('./run-proxy.ts')
      process.exitCode = await runProxy(flags, writersFor)
    })
}

/** The flags of `recheck`, read. */
export interface RecheckFlags {
  readonly secrets: string
  readonly target?: string
  readonly header: readonly (readonly [string, string])[]
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly rate?: number
  readonly requestTimeout: number
  readonly concurrency: number
  readonly report: readonly string[]
  readonly out?: string
  readonly quiet?: true
  readonly verbose?: true
}

function recheckCommand(writersFor: WritersFor): Command {
  return new Command('recheck')
    .description('Try every token again that an earlier run revoked.')
    .argument('<report>', 'the report.json of that run')
    .requiredOption('--secrets <file>', 'what check --keep-secrets wrote in that run')
    .option('--target <url>', 'where the implementation is now (default: where it was)')
    .addOption(
      new Option('--header <name: value>', 'send with every request to the target (repeatable)').argParser(fields).default([], 'none'),
    )
    .option('--ca <file>', 'trust this certificate authority (PEM)')
    .option('--cert <file>', 'present this client certificate (PEM)')
    .option('--key <file>', 'the key of the client certificate (PEM)')
    .option('--rate <number>', 'most requests a second', positive)
    .option('--request-timeout <ms>', 'longest wait for one answer', positive, 2000)
    .option('--concurrency <number>', 'tokens tried at once', positive, 6)
    .option('--report <format...>', 'write a report: FORMAT, or FORMAT=PATH (- is standard output)', [])
    .option('--out <folder>', 'write the usual reports there')
    .option('--quiet', 'print the verdict and the failures only')
    .option('--verbose', 'print what happens as it happens')
    .addHelpText('after', exitCodes)
    .action(async (report: string, flags: RecheckFlags) => {
      const { runRecheck } = await import('./run-recheck.ts')
      process.exitCode = await runRecheck(report, flags, writersFor)
    })
}

function requirementsCommand(): Command {
  return new Command('requirements')
    .description('List what is asked of an implementation, or explain one requirement.')
    .argument('[id]', 'a requirement, such as finality/revoked-is-rejected, or a family')
    .option('--json', 'as JSON')
    .action(async (id: string | undefined, flags: { readonly json?: true }) => {
      const { listRequirements } = await import('./list-requirements.ts')
      process.stdout.write(listRequirements(id, flags.json === true))
    })
}

/** The flags of `tokens`, read. */
interface TokensFlags {
  readonly provisioner: string
  readonly provisionerHeader: readonly (readonly [string, string])[]
  readonly ca?: string
}

function tokensCommand(): Command {
  return new Command('tokens')
    .description('Issue fresh tokens for the curl of a failure, as variables for a shell: eval "$(dayzero-contract tokens …)".')
    .argument('<name...>', 'as a failure names them, such as manager-1 revocable-7')
    .requiredOption('--provisioner <spec>', 'what issues tokens: a URL, exec:COMMAND, a pool FILE.json or a module FILE.mjs')
    .addOption(
      new Option('--provisioner-header <name: value>', 'send to the provisioner (repeatable)').argParser(fields).default([], 'none'),
    )
    .option('--ca <file>', 'trust this certificate authority (PEM)')
    .addHelpText('after', '\nIt prints secrets. Nobody revokes these tokens afterwards but you.')
    .action(async (names: readonly string[], { provisioner: spec, provisionerHeader, ca }: TokensFlags) => {
      const { printTokens } = await import('./print-tokens.ts')
      const { provisionerOf } = await import('./provisioner/index.ts')
      const { routeOf } = await import('./route-of.ts')
      const route = await routeOf({ target: spec, ...(ca === undefined ? {} : { ca }) }, process.env)
      const provisioner = provisionerOf(spec, { ...route, headers: provisionerHeader })
      try {
        process.stdout.write(await printTokens(names, provisioner))
      } finally {
        await provisioner.close()
      }
    })
}
