import type { IPrismComponents, IPrismDiagnostic, IPrismMockConfig } from '@stoplight/prism-core'
import { factory } from '@stoplight/prism-core'
import type { MaybePromise } from '../store/store.ts'
import type { Answer } from './answer.ts'
import { isLeft, left, right } from './either.ts'
import type { Exchange } from './exchange.ts'
import type { Refusal } from './refusal.ts'
import { revokeToken } from './revoke-token.ts'
import type { Operation } from './routing.ts'
import type { Steps } from './steps.ts'

/** Answers an exchange whose caller has been identified. */
export type Prism = (exchange: Exchange) => Promise<Answer>

/**
 * Prism's own order of things (route, then security and input validation together, then the mock), from the factory of
 * `@stoplight/prism-core`, with components that are compiled and know about state.
 */
export function prismOf(steps: Steps): Prism {
  const prism = factory<Operation, Exchange, MaybePromise<Answer>, IPrismMockConfig>(config, {
    route: ({ input: { place } }) => (place.kind === 'operation' ? right(place.operation) : left(new Refused(place.refusal))),
    validateSecurity: ({ element }) => checked(element, securityRefusal(element)),
    validateInput: ({ element }) => checked(element, inputRefusal(element)),
    validateOutput: ({ element }) => right(element),
    mock:
      ({ input: { data, validations } }) =>
      () =>
        right(answerTo(data, validations as unknown as readonly Diagnostic[])),
    forward: () => () => async () => left(new Error('The mock forwards nothing.')),
    logger: silent,
  })

  return async (exchange) => {
    const outcome = await prism.request(exchange, [])()
    if (!isLeft(outcome)) return outcome.right.output
    if (outcome.left instanceof Refused) return steps.refuse(outcome.left.refusal, exchange)
    throw outcome.left
  }

  function inputRefusal(exchange: Exchange): Refusal | undefined {
    // Who is not let in is not told what is wrong with the body either, and costs no parsing.
    if (exchange.admission?.kind === 'refused') return undefined
    exchange.payload = steps.read(exchange)
    return exchange.payload.kind === 'refused' ? exchange.payload.refusal : undefined
  }

  function answerTo(exchange: Exchange, [first]: readonly Diagnostic[]): MaybePromise<Answer> {
    if (first !== undefined) return steps.refuse(first.refusal, exchange)
    const { admission, payload } = exchange
    if (admission?.kind !== 'admitted' || payload?.kind !== 'payload') throw new Error('An exchange came past its checks.')
    return revokeToken(admission.caller, payload.reason, exchange, steps)
  }
}

type Components = IPrismComponents<Operation, Exchange, MaybePromise<Answer>, IPrismMockConfig>

const config: IPrismMockConfig = {
  checkSecurity: true,
  validateRequest: true,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
  isProxy: false,
  mock: {},
}

/** A diagnostic of Prism that carries the refusal it stands for. */
interface Diagnostic extends IPrismDiagnostic {
  readonly refusal: Refusal
}

// eslint-disable-next-line typescript/no-unsafe-enum-assignment -- the enum lives in a package that is not ours to import
const error = 0 as IPrismDiagnostic['severity']

function checked(exchange: Exchange, refusal: Refusal | undefined): ReturnType<Components['validateInput']> {
  if (refusal === undefined) return right(exchange)
  const diagnostic: Diagnostic = { severity: error, code: refusal.status, message: refusal.because, refusal }
  return left([diagnostic])
}

function securityRefusal({ admission }: Exchange): Refusal | undefined {
  return admission?.kind === 'refused' ? admission.refusal : undefined
}

class Refused extends Error {
  override readonly name = 'Refused'
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.because)
    this.refusal = refusal
  }
}

const quiet = (): void => undefined

/** Prism asks for a pino logger with one method more, `success`; this one says nothing and costs nothing. */
const silent = {
  child: () => silent,
  success: quiet,
  fatal: quiet,
  error: quiet,
  warn: quiet,
  info: quiet,
  debug: quiet,
  trace: quiet,
} as unknown as Components['logger']
