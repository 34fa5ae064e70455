import { readFile } from 'node:fs/promises'
import { names } from './engine/results.ts'
import { UsageError } from './errors.ts'
import type { Selection } from './history/events.ts'
import { requirements } from './requirements/catalogue.ts'
import { readingNames } from './requirements/expectation.ts'

/** @throws UsageError for an id that names no requirement. */
export function checkIds({ only, skip, allowUnexercised }: Selection, others: readonly string[] = []): void {
  for (const pattern of [...only, ...skip, ...allowUnexercised, ...others]) {
    const ids = [...requirements.map(({ id }) => id), ...readingNames.map((name) => `reading/${name}`)]
    if (ids.some((id) => names(pattern, id))) continue
    throw new UsageError(`"${pattern}" names no requirement. \`dayzero-contract requirements\` lists them.`)
  }
}

/**
 * What `--expect` pins: `NAME=STATUS`, or a JSON file of them.
 *
 * @throws UsageError for a reading that there is not, or a value that is no status.
 */
export async function expectationsIn(words: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const pairs = await Promise.all(
    words.map(async (word) => {
      if (word.includes('=')) return [[word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const]
      const file = await readFile(word, 'utf8').catch((cause: Error) => {
        throw new UsageError(`--expect "${word}" is neither NAME=STATUS nor a file that can be read (${cause.message}).`, { cause })
      })
      return pairsIn(word, file)
    }),
  )
  for (const [name, value] of pairs.flat()) {
    if (!readingNames.includes(name))
      throw new UsageError(`--expect ${name}=${value}: there is no reading "${name}". Readings are ${readingNames.join(', ')}.`)
    if (!/^[2-5]\d\d$/.test(value)) throw new UsageError(`--expect ${name}=${value}: "${value}" is no HTTP status.`)
  }
  return Object.fromEntries(pairs.flat())
}

/** @throws UsageError for a text that is no JSON object. */
function pairsIn(file: string, text: string): (readonly [string, string])[] {
  const example = 'It needs readings with their status, such as {"foreign": 403}.'
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`--expect ${file} is no JSON (${(cause as Error).message}). ${example}`, { cause })
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new UsageError(`--expect ${file} is no JSON object. ${example}`)
  return Object.entries(parsed).map(([name, value]) => [name, String(value)] as const)
}
