import type { Stats } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { constants } from 'node:fs'
import { join } from 'node:path'
import { CertificateError } from '../errors.ts'
import type { BundleFile } from './bundle.ts'
import { bundleFiles, longestFile } from './bundle.ts'

/** The files of a bundle, none of them read yet. */
export interface Bundle {
  readonly folder: string
  has(file: BundleFile): boolean
  /** What a file is called. */
  name(file: BundleFile): string
  path(file: BundleFile): string
  /** The bytes of a file; never more than it may have. */
  read(file: BundleFile): Promise<Buffer>
}

/** Opened, or what of it is no bundle. */
export type Opened = { readonly bundle: Bundle; readonly files: number } | { readonly problem: string }

const required: readonly BundleFile[] = ['certificate', 'evidence', 'catalogue', 'report', 'signer']

/**
 * Opens a bundle: a folder of plain files with the names that there are. A link could lead anywhere, a pipe never end, and
 * a file that nobody knows could be taken for part of what was signed.
 *
 * @throws CertificateError `NOT_A_BUNDLE` when there is no such folder
 */
export async function openBundle(folder: string): Promise<Opened> {
  const names = await readdir(folder).catch((cause: Error) => {
    throw new CertificateError(
      'NOT_A_BUNDLE',
      `${folder}: no bundle can be read there (${cause.message}). Give the folder that certify wrote.`,
      {
        cause,
      },
    )
  })
  const known = new Map<string, BundleFile>(Object.entries(bundleFiles).map(([file, name]) => [name, file as BundleFile]))
  const missing = required.filter((file) => !names.includes(bundleFiles[file])).map((file) => bundleFiles[file])
  if (missing.length === required.length)
    throw new CertificateError('NOT_A_BUNDLE', `${folder}: holds no ${bundleFiles.certificate}. Give the folder that certify wrote.`)
  const problems = [
    ...missing.map((name) => `${name} is missing`),
    ...names.filter((name) => !known.has(name)).map((name) => `${JSON.stringify(name)} belongs to no bundle`),
  ]
  for (const name of names) {
    const file = known.get(name)
    const problem = file === undefined ? undefined : problemWith(file, await lstat(join(folder, name)))
    if (problem !== undefined) problems.push(`${name} ${problem}`)
  }
  if (problems.length > 0) return { problem: problems.join('; ') }
  return { bundle: bundleIn(folder, new Set(names)), files: names.length }
}

function problemWith(file: BundleFile, stats: Stats): string | undefined {
  if (!stats.isFile()) return 'is no plain file'
  return stats.size > longestFile[file] ? `has more than ${longestFile[file].toLocaleString('en')} bytes` : undefined
}

function bundleIn(folder: string, names: ReadonlySet<string>): Bundle {
  const path = (file: BundleFile) => join(folder, bundleFiles[file])
  return {
    folder,
    has: (file) => names.has(bundleFiles[file]),
    name: (file) => bundleFiles[file],
    path,
    read: (file) => bytesOf(path(file), longestFile[file]),
  }
}

/** Reads a file that may have been exchanged since it was looked at: no link is followed, and it is never read beyond its limit. */
async function bytesOf(path: string, limit: number): Promise<Buffer> {
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  try {
    const { size } = await handle.stat()
    const buffer = Buffer.alloc(Math.min(size, limit))
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
