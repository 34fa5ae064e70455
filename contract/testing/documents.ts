import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { givenContract } from '../contract.ts'
import type { JsonObject } from '../json.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a test reaches anywhere into a document to break it
export type Editable = any

/** The given document after a change; each call starts from a fresh copy. */
export function documentWith(change: (document: Editable) => void): JsonObject {
  const copy = structuredClone(givenContract.document)
  change(copy)
  return copy
}

/** Writes a text to a file that is gone when the test has ended; gives its path. */
export async function fileWith(text: string | Uint8Array, name = 'openapi.json'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'contract-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, name)
  await writeFile(file, text)
  return file
}
