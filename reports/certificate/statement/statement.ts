import type { CertificateFacts, Digest, Status } from './facts.ts'

/**
 * An in-toto statement of a test result. The standard's own fields say what any tool for in-toto understands; all else
 * stands in one field of ours, and the standard's are made from it.
 *
 * @see https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md
 * @see https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md
 */
export interface TestResultStatement {
  readonly _type: typeof statementV1
  readonly subject: readonly Resource[]
  readonly predicateType: typeof testResultV01
  readonly predicate: {
    readonly result: 'PASSED' | 'WARNED' | 'FAILED'
    readonly configuration: readonly Resource[]
    readonly passedTests: readonly string[]
    readonly warnedTests: readonly string[]
    readonly failedTests: readonly string[]
    readonly [extension]: CertificateFacts
  }
}

/** What in-toto calls a resource descriptor. */
export interface Resource {
  readonly name: string
  readonly digest: { readonly sha256: Digest }
}

export const statementV1 = 'https://in-toto.io/Statement/v1'
export const testResultV01 = 'https://in-toto.io/attestation/test-result/v0.1'
export const extension = 'urn:dayzero-contract:certificate:v1'

/** The one statement that facts make. */
export function statementOf(facts: CertificateFacts): TestResultStatement {
  const named = (status: Status) => facts.requirements.filter((requirement) => requirement.status === status).map(({ id }) => id)
  const warned = named('warned')
  return {
    _type: statementV1,
    // A running service has no digest of its own; what is attested are the exchanges with it.
    subject: [resource(facts.subject, facts.evidence.sha256)],
    predicateType: testResultV01,
    predicate: {
      result: facts.conclusion !== 'CONFORMANT' ? 'FAILED' : warned.length > 0 ? 'WARNED' : 'PASSED',
      configuration: [
        resource('contract/openapi.json', facts.contract),
        resource(`dayzero-contract@${facts.suite}`, facts.code),
        resource('catalogue.json', facts.catalogue),
        resource('history.ndjson.gz', facts.evidence.sha256),
      ],
      passedTests: named('passed'),
      warnedTests: warned,
      failedTests: named('failed'),
      [extension]: facts,
    },
  }
}

function resource(name: string, sha256: Digest): Resource {
  return { name, digest: { sha256 } }
}
