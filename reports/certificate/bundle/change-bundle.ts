import { copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { CertificateError } from '../errors.ts'
import type { BundleFile } from './bundle.ts'
import { bundleFiles } from './bundle.ts'

/** New contents of files of a bundle; `null` removes one. */
export type Changes = Partial<Readonly<Record<BundleFile, string | Uint8Array | null>>>

/** Makes a new folder for a bundle, or takes an empty one. @throws CertificateError `EXISTS` or `NOT_WRITABLE` */
export async function newBundleFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    if ((await readdir(folder)).length === 0) return
  } catch (cause) {
    throw new CertificateError('NOT_WRITABLE', `--out ${folder}: the folder cannot be made (${(cause as Error).message}).`, { cause })
  }
  throw new CertificateError('EXISTS', `--out ${folder} is not empty. Each certificate gets a folder of its own.`)
}

export async function writeFiles(folder: string, changes: Changes): Promise<void> {
  for (const [file, content] of Object.entries(changes)) {
    const path = join(folder, bundleFiles[file as BundleFile])
    await (content === null ? rm(path, { force: true }) : writeFile(path, content))
  }
}

/**
 * Changes several files of a bundle so that it holds together at every instant but one: a copy is changed, and then takes
 * the bundle's place.
 *
 * @throws CertificateError `NOT_WRITABLE`
 */
export async function changeBundle(folder: string, changes: Changes): Promise<void> {
  const place = resolve(folder)
  try {
    const copy = await mkdtemp(join(dirname(place), '.bundle-'))
    const names = await readdir(place)
    for (const name of names) await copyFile(join(place, name), join(copy, name))
    await writeFiles(copy, changes)
    const old = `${copy}.old`
    await rename(place, old)
    await rename(copy, place)
    await rm(old, { recursive: true })
  } catch (cause) {
    throw new CertificateError('NOT_WRITABLE', `${folder}: the bundle cannot be changed (${(cause as Error).message}).`, { cause })
  }
}
