import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import type { History } from '../history/history.ts'
import { readHar } from '../witnessed/har.ts'
import type { HarOptions } from '../witnessed/har-history.ts'
import { historyInHar } from '../witnessed/har-history.ts'
import { HistoryError } from './history-error.ts'
import { linesOf } from './file-lines.ts'
import { readHistory } from './read-history.ts'

/**
 * The history in a file: one that a run or a proxy wrote, or the traffic in a HAR.
 *
 * @throws HistoryError
 */
export async function recordingIn(file: string, options: HarOptions): Promise<History> {
  if (!(await isHar(file))) return readHistory(file)
  const har = readHar(await jsonIn(file))
  if (har === undefined) throw new HistoryError('NOT_A_HISTORY', `${file}: is no HAR: it has no log with entries. Give a HAR 1.2 file.`)
  return historyInHar(file, har, options)
}

/** By its name, or by how it begins. */
async function isHar(file: string): Promise<boolean> {
  if (/\.har(?:\.gz)?$/i.test(file)) return true
  let beginning = ''
  for await (const lines of linesOf(file)) {
    for (const { bytes } of lines) if (beginning.length <= 100) beginning += bytes.toString()
    if (beginning.length > 100) break
  }
  return /^\ufeff?\s*\{\s*"log"\s*:/.test(beginning)
}

async function jsonIn(file: string): Promise<unknown> {
  let text: string
  try {
    const bytes = await readFile(file)
    text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')
  } catch (cause) {
    throw new HistoryError('UNREADABLE', `${file}: cannot be read (${(cause as Error).message}). Give the path of a file.`, { cause })
  }
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (cause) {
    // The parser quotes what it could not read, and that may be a secret.
    const at = lineOf(text, cause as Error)
    throw new HistoryError('NOT_A_HISTORY', `${file}:${at}: is no JSON, so the file is no HAR. Was it saved as a whole?`)
  }
}

/** Where the parser gave up; at the end, where it says nothing. */
function lineOf(text: string, { message }: Error): number {
  const position = /position (\d+)/.exec(message)?.[1] ?? text.length
  return text.slice(0, Number(position)).trimEnd().split('\n').length
}
