import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { argumentsIn, configName } from './config-file.ts'
import { UsageError } from './errors.ts'

/**
 * The flags of a command with those of its configuration file: what stands on the command line wins.
 *
 * @param blank A command with the same options, for the file's words.
 * @throws UsageError for a broken file, an unknown name in it, or where `--target` or `--provisioner` is missing in both.
 */
export async function configured<Flags extends { readonly target: string; readonly provisioner: string }>(
  command: Command,
  blank: Command,
  environment: NodeJS.ProcessEnv,
): Promise<Flags> {
  const given: unknown = command.opts()['config']
  const file = typeof given === 'string' ? given : existsSync(configName) ? configName : undefined
  if (file !== undefined) {
    const words = await argumentsIn(file, environment)
    let complaint = ''
    try {
      blank
        .exitOverride()
        .configureOutput({ writeErr: (text) => (complaint += text) })
        .parse(words, { from: 'user' })
    } catch (cause) {
      throw new UsageError(
        `${file}: ${complaint.trim().replace(/^error: /, '')}. Names are those of the flags of \`${command.name()} --help\`.`,
        { cause },
      )
    }
    for (const name of Object.keys(blank.opts())) {
      if (blank.getOptionValueSource(name) === 'cli' && command.getOptionValueSource(name) !== 'cli') {
        command.setOptionValueWithSource(name, blank.getOptionValue(name), 'config')
      }
    }
  }
  const flags = command.opts<Flags>()
  for (const name of ['target', 'provisioner'] as const) {
    if (typeof flags[name] !== 'string') throw new UsageError(`--${name} is missing. Give it on the command line or in ${configName}.`)
  }
  return flags
}
