import { createRequire } from 'node:module'

/** The suite's version, as `package.json` has it. */
export const suiteVersion: string = versionOf(createRequire(import.meta.url)('dayzero-contract/package.json'))

function versionOf(manifest: unknown): string {
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown'
}
