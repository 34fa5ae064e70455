import type { RunResult } from '../../../conformance/engine/result.ts'
import type { CertificateFacts } from '../../certificate/statement/facts.ts'
import type { CertificateClass, Standing } from '../../certificate/statement/standing.ts'
import { propagationInWords, qualifiersOf } from '../../certificate/statement/standing.ts'
import { counted, duration } from '../../terminal/layout.ts'
import type { Markup } from '../markup.ts'
import { html } from '../markup.ts'
import { factList } from './facts.ts'
import { ways } from './verdict.ts'

/** What a page of a certification run knows besides the run. */
export interface CertificateHead {
  readonly facts: Omit<CertificateFacts, 'report'>
  readonly standing: Standing
}

const titles = { CONFORMANT: 'Certificate of conformance', FAILED: 'No certificate: failed', INCOMPLETE: 'No certificate: incomplete' }
const colours = { CONFORMANT: 'conformant', FAILED: 'not-conformant', INCOMPLETE: 'no-conclusion' }

const classes: Readonly<Record<CertificateClass, string>> = {
  'self-declared': 'the partner ran the suite, and nobody watched',
  witnessed: 'the traffic passed the certifier’s own proxy, and is the same there',
  'run by the certifier': 'the certifier ran the suite',
}

/** The head of the page of a certification run: the certificate, or that there is none. */
export function certificateSection({ facts, standing }: CertificateHead, result: RunResult): Markup {
  const { conclusion, subject } = standing
  const qualifiers = qualifiersOf(standing)
  return html`<header class="verdict ${colours[conclusion]}">
    <p class="product">dayzero-contract</p>
    <h1>${titles[conclusion]}</h1>
    <p class="headline"><strong>${subject}</strong>: ${conclusion === facts.conclusion ? facts.headline : 'A later look found revoked tokens accepted.'}</p>
    ${conclusion === 'CONFORMANT' && qualifiers.length > 0 && html`<p class="declared">With reserve: ${qualifiers.join(', ')}.</p>`}
    ${
      facts.target.mock !== null &&
      html`<p class="declared">The target calls itself a mock, <code>${facts.target.mock}</code>. This says nothing about a real implementation.</p>`
    }
    ${factList(factsOf(facts, standing))}
    <p class="dim">
      This page is for reading. What it says is proved by <code>dayzero-contract verify</code> on the bundle that it came in: the signature,
      and every verdict judged again from the evidence. It cannot prove that the target was the real one: a stand-in that keeps the contract
      looks the same. Self-signed evidence can be forged by whoever holds the key; the challenge, the countersignature and a run by the
      certifier are the answers to that.
    </p>
    ${ways(result)}
  </header>`
}

function factsOf(facts: CertificateHead['facts'], standing: Standing): readonly (readonly [string, string | Markup])[] {
  const { target } = facts
  return [
    ['Class', `${standing.class}: ${classes[standing.class]}`],
    ['Standing', standingInWords(standing)],
    ['Finality', `witnessed on ${facts.finality.join(', ')}${facts.finality.length === 1 ? ' only' : ''}`],
    ['Propagation', propagationInWords(facts.propagation)],
    [
      'Target',
      html`<code>${target.url}</code>${target.certificates.map((digest) => html`, certificate <code>${digest}</code>`)}${behind(standing)}`,
    ],
    ['Run', `${facts.begin} to ${facts.end} by the runner’s clock, ${duration(Date.parse(facts.end) - Date.parse(facts.begin))}`],
    ['Sent', `${counted(facts.requests, 'request')}, ${counted(facts.tokens, 'token')}, profile ${facts.profile}, seed ${facts.seed}`],
    ['Challenge', facts.nonce === null ? 'none: a recording cannot be told from a run' : html`<code>${facts.nonce}</code>`],
    ['Signed by', html`key <code>${standing.signer}</code>`],
    ['Countersigned', countersigned(standing)],
    ['Evidence', html`<code>${facts.evidence.sha256}</code> (SHA-256 of history.ndjson.gz)`],
    [
      'Asked for',
      html`dayzero-contract ${facts.suite}, catalogue <code>${facts.catalogue}</code>, contract <code>${facts.contract}</code>`,
    ],
  ]
}

function standingInWords({ isProvisional, recheckedAt }: Standing): string {
  const again = recheckedAt === null ? '' : `; every revoked token was tried again at ${recheckedAt}`
  return isProvisional ? `provisional, until every revoked token was tried again a day later${again}` : `final${again}`
}

function countersigned({ certifier, countersignedAt, attempts }: Standing): string | Markup {
  if (certifier === null || attempts === null) return 'not yet'
  return html`${countersignedAt ?? ''} by key <code>${certifier}</code>; it knows of ${counted(attempts.failed, 'earlier attempt')} that failed
  and ${counted(attempts.unanswered, 'challenge')} without an answer`
}

function behind({ witnessed }: Standing): Markup | false {
  return witnessed !== null && html`, the certifier’s proxy before <code>${witnessed}</code>`
}
