import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { ProvisionerError, provisionerOf } from '../provisioner/index.ts'
import type { Provisioner, ProvisionerErrorCode, ProvisionerOptions } from '../provisioner/index.ts'

/** For scripts and modules: tokens named after their process. */
export const items: string = `
  import { randomUUID } from 'node:crypto'
  const items = (kind, count) => Array.from({ length: count }, () => ({ kind, id: randomUUID(), secret: 'dz_' + randomUUID(), name: String(process.pid) }));`

/** A token as a provisioner names one. */
export function item(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { kind: 'revocable', id: randomUUID(), secret: `dz_${randomUUID()}`, ...changes }
}

/** Only what can end in no other way is waited for. */
export function patience(code: ProvisionerErrorCode, wait: number): ProvisionerOptions {
  return { timeout: code === 'TIMEOUT' ? wait : 30_000 }
}

/** A provisioner that is closed when the test ends. */
export function started(spec: string, options: ProvisionerOptions = {}): Provisioner {
  const provisioner = provisionerOf(spec, options)
  onTestFinished(() => provisioner.close())
  return provisioner
}

/** The error that one token comes to. */
export async function failureOf(
  provisioner: Provisioner,
  kind: 'manager' | 'revocable' | 'expired' = 'manager',
): Promise<ProvisionerError> {
  const failure: unknown = await provisioner.issue(kind, 1).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(ProvisionerError)
  return failure as ProvisionerError
}

/** A file in a folder of its own, gone when the test ends. */
export function file(name: string, contents: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'provisioner-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, name), contents)
  return join(folder, name)
}
