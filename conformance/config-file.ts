import { readFile } from 'node:fs/promises'
import { UsageError } from './errors.ts'

/** Where the configuration is looked for when `--config` is not given. */
export const configName = 'dayzero-contract.config.json'

/**
 * Reads flags from a JSON file: `{"target": "https://…", "header": ["X-Key: ${STAGING_KEY}"], "rate": 20}`. Names are
 * those of the flags, in camel case or with dashes. `${NAME}` becomes the environment variable of that name.
 *
 * @returns Flags as words of a command line.
 * @throws UsageError for a file that cannot be read, is no JSON object, or names a variable that is not set.
 */
export async function argumentsIn(file: string, environment: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new UsageError(`${file} cannot be read (${cause.message}). Correct --config.`, { cause })
  })
  let config: unknown
  try {
    config = JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`${file} is no JSON (${(cause as Error).message}). Correct the file.`, { cause })
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    throw new UsageError(`${file} holds no object. Write {"target": "…", "provisioner": "…"}.`)
  }
  return Object.entries(config).flatMap(([name, value]) => (name === '$schema' ? [] : words(file, name, value, environment)))
}

function words(file: string, name: string, value: unknown, environment: NodeJS.ProcessEnv): readonly string[] {
  const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  if (value === true) return [flag]
  if (value === false || value === null) return []
  if (Array.isArray(value)) return value.flatMap((one) => words(file, name, one, environment))
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([key, part]) =>
      words(file, name, name === 'expect' ? `${key}=${String(part)}` : `${key}: ${String(part)}`, environment),
    )
  if (typeof value !== 'string' && typeof value !== 'number') throw new UsageError(`${file}: "${name}" is neither text nor number.`)
  const text = String(value).replaceAll(/\$\{(\w+)\}/g, (_, variable: string) => {
    const found = environment[variable]
    if (found === undefined) throw new UsageError(`${file}: "${name}" needs the environment variable ${variable}, which is not set.`)
    return found
  })
  // One word, so that a value may begin with a dash.
  return [`${flag}=${text}`]
}
