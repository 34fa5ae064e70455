import type { Writer } from '../../conformance/engine/writer.ts'
import type { Destination } from '../format.ts'
import { atTheEnd } from '../format.ts'
import { pageOf } from './page.ts'

/** Writes the report as one self-contained HTML page. */
export function htmlWriter(destination: Destination): Writer {
  return atTheEnd(destination, (run) => pageOf(run))
}
