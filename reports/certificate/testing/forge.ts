import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { HistoryEvent } from '../../../conformance/index.ts'
import { bundleFiles } from '../bundle/bundle.ts'
import { digestOf } from '../bundle/digest.ts'
import { envelopeText, sealed, statementType } from '../dsse/envelope.ts'
import type { SigningKey } from '../keys/read-key.ts'
import { pemOf } from '../keys/read-key.ts'
import type { CertificateFacts } from '../statement/facts.ts'
import type { TestResultStatement } from '../statement/statement.ts'
import { extension, statementOf } from '../statement/statement.ts'

/** What whoever holds a key can make of a bundle: other evidence, other facts, other files, all of it signed. */
export interface Forgery {
  readonly events?: (events: readonly HistoryEvent[]) => readonly HistoryEvent[]
  /** Unpacked bytes in the place of the events. */
  readonly evidence?: Uint8Array
  readonly facts?: (facts: CertificateFacts) => CertificateFacts
  readonly statement?: (statement: TestResultStatement) => unknown
  readonly catalogue?: (text: string) => string
}

export function forge(bundle: string, key: SigningKey, { events, evidence, facts = same, statement = same, catalogue }: Forgery): string {
  const unpacked = evidence ?? (events === undefined ? undefined : Buffer.from(linesOf(events(eventsIn(bundle)))))
  let told = factsIn(bundle)
  if (unpacked !== undefined) {
    const packed = gzipSync(unpacked)
    writeFileSync(fileIn(bundle, 'evidence'), packed)
    told = { ...told, evidence: { sha256: digestOf(packed), size: packed.length, unpacked: unpacked.length } }
  }
  if (catalogue !== undefined) {
    const text = catalogue(readFileSync(fileIn(bundle, 'catalogue'), 'utf8'))
    writeFileSync(fileIn(bundle, 'catalogue'), text)
    told = { ...told, catalogue: digestOf(text) }
  }
  writeFileSync(fileIn(bundle, 'certificate'), envelopeText(sealed(statement(statementOf(facts(told))), statementType, key)))
  writeFileSync(fileIn(bundle, 'signer'), pemOf(key.publicKey))
  return bundle
}

export function factsIn(bundle: string): CertificateFacts {
  const { payload } = JSON.parse(readFileSync(fileIn(bundle, 'certificate'), 'utf8')) as { payload: string }
  return (JSON.parse(Buffer.from(payload, 'base64').toString('utf8')) as TestResultStatement).predicate[extension]
}

export function eventsIn(bundle: string, file: 'evidence' | 'recheckEvidence' = 'evidence'): readonly HistoryEvent[] {
  const text = gunzipSync(readFileSync(fileIn(bundle, file))).toString('utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as HistoryEvent)
}

export function fileIn(bundle: string, file: keyof typeof bundleFiles): string {
  return join(bundle, bundleFiles[file])
}

export function linesOf(events: readonly HistoryEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('')
}

function same<Value>(value: Value): Value {
  return value
}
