import { bundleFiles } from '../bundle/bundle.ts'
import type { Standing } from '../statement/standing.ts'
import { qualifiersOf } from '../statement/standing.ts'

/** What was made, and what to do with it, after everything that a run says for itself. */
export function summaryOf(folder: string, standing: Standing, headline: string): string {
  const { subject, conclusion } = standing
  const reserve = qualifiersOf(standing)
  const made =
    conclusion === 'CONFORMANT'
      ? [`Certificate of ${subject}${reserve.length === 0 ? '' : `, with reserve: ${reserve.join(', ')}`}`]
      : [`No certificate: ${subject} is ${conclusion}. ${headline}`, 'The result is signed all the same.']
  return [...made, `  ${folder}/  ${bundleFiles.certificate}, ${bundleFiles.report}, the evidence`, ''].join('\n')
}
