#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import type { Option } from 'commander'
import { Command, CommanderError, Help } from 'commander'
import { conformanceCommands } from './conformance/commands.ts'
import { mockCommand } from './mock/commands.ts'
import { formatList, reportsCommands } from './reports/commands.ts'

// The one front door: each room brings its own commands, and loads what they need when one runs.

const name = 'dayzero-contract'
const version = versionOf(new URL('../package.json', import.meta.url))

/** What a room throws when it cannot go on, for a reason that is not ours to mend. */
const expected: Readonly<Record<string, number>> = {
  CertificateError: 2,
  ContractError: 2,
  HistoryError: 2,
  MockError: 2,
  ReportError: 2,
  StoreError: 1,
  UsageError: 2,
  ProvisionerError: 3,
  TargetError: 3,
}
const exit = { usage: 2, bug: 70 }

process.stdout.on('error', quietWhenClosed)
process.stderr.on('error', quietWhenClosed)
process.on('uncaughtException', fail)

await programOf([
  mockCommand(),
  ...conformanceCommands({
    writersFor: async (choices) => (await import('./reports/writers.ts')).writersIn(process)(choices),
  }),
  ...reportsCommands(),
])
  .parseAsync()
  .catch(fail)

function programOf(commands: readonly Command[]): Command {
  const program = new Command(name)
    .description('One API contract: a mock that serves it, a suite that checks any implementation of it, reports on the outcome.')
    .version(version)
    .addHelpText('after', examples())
  for (const command of commands) {
    program.addCommand(command)
    if (command.options.some(({ long }) => long === '--report')) command.addHelpText('after', `\n${formatList()}`)
  }
  // Commander hands these down only to commands that it made itself.
  for (const command of [program, ...commands.flatMap(withSubcommands)]) {
    command.exitOverride().configureOutput({ getOutHelpWidth: helpWidth }).configureHelp({ optionDescription })
  }
  return program
}

/** Long lines are hard to read, and a log has no width of its own. */
function helpWidth(): number {
  return Math.min(process.stdout.columns ?? 100, 100)
}

/** An empty list is no default worth telling. */
function optionDescription(this: Help, option: Option): string {
  const isEmpty = Array.isArray(option.defaultValue) && option.defaultValue.length === 0
  return Help.prototype.optionDescription.call(this, isEmpty ? Object.assign(Object.create(option), { defaultValue: undefined }) : option)
}

function examples(): string {
  return `
Frontend developers: the real API before it exists
  $ ${name} mock
  $ ${name} mock --reading repeat=400 --fault revoke-is-noop

Backend developers and CI: does the service keep the contract?
  $ ${name} check --target http://127.0.0.1:4010 --provisioner http://127.0.0.1:4010/_mock/tokens
  $ ${name} check --target https://staging.example.com --provisioner ./tokens.json --out reports/out
  $ ${name} report reports/out/report.json
  $ ${name} judge reports/out/history.ndjson

Partners and certifiers: what is asked for, and where it stands
  $ ${name} requirements
  $ ${name} requirements finality/revoked-is-rejected
  $ ${name} certify --target … --provisioner … --subject acme@2.4.0 --key private.pem --out bundle
  $ ${name} verify bundle --key partner.pem --certifier-key certifier.pem

${name} COMMAND --help explains each command.`
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)]
}

/** Says what went wrong in the one form its reader can act on, and sets the exit code. */
function fail(error: unknown): void {
  if (error instanceof CommanderError) {
    // Commander has spoken already. Asking for help or the version is no failure.
    process.exitCode = error.exitCode === 0 ? 0 : exit.usage
  } else if (error instanceof Error && error.name in expected) {
    process.stderr.write(`error: ${error.message}\n`)
    process.exitCode = 'exitCode' in error && typeof error.exitCode === 'number' ? error.exitCode : (expected[error.name] ?? exit.usage)
  } else {
    const story = error instanceof Error ? error.stack : String(error)
    process.stderr.write(
      `${story}\n\nThis is a bug in ${name} ${version} (Node ${process.version}). Please report it with the lines above.\n`,
    )
    // Whatever else is running can no longer be trusted.
    process.exit(exit.bug)
  }
}

/** `check | head` ends the reader, not the run: the gate still gets its exit code. */
function quietWhenClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

function versionOf(manifest: URL): string {
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}
