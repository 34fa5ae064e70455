import type { IPrismComponents, IPrismDiagnostic, IPrismMockConfig, IPrismOutput } from '@stoplight/prism-core'
// Not from the package itself, which loads a logger that we do not use: 7 % of the start.
import { factory } from '@stoplight/prism-core/dist/factory.js'
import type { Contract } from '../../contract/index.ts'
import type { MaybePromise } from '../store/store.ts'
import { after } from '../store/store.ts'
import type { Answer } from './answer.ts'
import { isLeft, left, right } from './either.ts'
import type { Exchange } from './exchange.ts'
import type { Preferences } from './preferences.ts'
import { preferencesOf } from './preferences.ts'
import type { Refusal } from './refusal.ts'
import { isRefusal } from './refusal.ts'
import { outputProblems } from './output-problems.ts'
import { revokeToken } from './revoke-token.ts'
import type { Operation } from './routes.ts'
import type { Place } from './routing.ts'
import { securityRefusal } from './security.ts'
import { silent } from './silent-logger.ts'
import type { Steps } from './steps.ts'
import type { StockPrism } from './stock-prism.ts'

/** Answers an exchange whose caller has been identified, down to the last word of the steps. */
export type Prism = (exchange: Exchange) => Promise<Answer>

export interface PrismOptions {
  readonly contract: Contract
  readonly steps: Steps
  /** For everything that has no state. */
  readonly stock: StockPrism
  /** Whether a bad body is told before a bad credential. */
  readonly bodyFirst: boolean
}

/**
 * Prism's own order of things (route, then security and input validation together, then the mock, then output
 * validation), from the factory of `@stoplight/prism-core`, with components that are compiled and know about state.
 */
export function prismOf({ contract, steps, stock, bodyFirst }: PrismOptions): Prism {
  const prism = factory<Operation, Exchange, MaybePromise<Answer>, IPrismMockConfig>(noDefaults, {
    route: ({ input: { place } }) => (place.kind === 'operation' ? right(place.operation) : left(new Elsewhere(place))),
    validateSecurity: ({ element }) => checked(element, securityRefusal(element)),
    validateInput: ({ element, resource }) => checked(element, resource.revokes ? inputRefusal(element) : undefined),
    validateOutput: ({ element, resource }) => {
      const [first, ...others] = resource.revokes && !(element instanceof Promise) ? outputProblems(contract, element) : []
      return first === undefined ? right(element) : left([diagnosticOf(first), ...others.map(diagnosticOf)])
    },
    mock:
      ({ resource, input: { data, validations } }) =>
      () =>
        right(answerTo(resource, data, validations as unknown as readonly Diagnostic[])),
    forward: () => () => async () => left(new Error('The mock forwards nothing.')),
    logger: silent,
  })

  return async (exchange) => {
    const outcome = await prism.request(exchange, [], config)()
    const answer = isLeft(outcome) ? elsewhere(outcome.left, exchange) : noted(outcome.right)
    return after(answer, (last) => steps.finish(last, exchange))
  }

  function elsewhere(error: Error, exchange: Exchange): MaybePromise<Answer> {
    if (!(error instanceof Elsewhere)) throw error
    return error.place.kind === 'refused' ? steps.refuse(error.place.refusal, exchange) : error.place.answer
  }

  function inputRefusal(exchange: Exchange): Refusal | undefined {
    // Who is not let in is not told what is wrong with the body either, and costs no parsing.
    if (!bodyFirst && securityRefusal(exchange) !== undefined) return undefined
    exchange.payload = steps.read(exchange)
    return isRefusal(exchange.payload) ? exchange.payload : undefined
  }

  function answerTo(resource: Operation, exchange: Exchange, diagnostics: readonly Diagnostic[]): MaybePromise<Answer> {
    const decisive = diagnostics.at(bodyFirst ? -1 : 0)
    if (decisive !== undefined) return steps.refuse(decisive.refusal, exchange)
    const preferences = preferencesOf(exchange.request)
    if (preferences !== undefined) exchange.forced = 'Prefer'
    if (preferences !== undefined || !resource.revokes) return stateless(exchange, preferences)
    const { place, caller, payload } = exchange
    if (place.kind !== 'operation' || caller === undefined || isRefusal(caller) || payload === undefined || isRefusal(payload)) {
      throw new Error('An exchange came past its checks.')
    }
    return revokeToken(place.tokenId, caller, payload, exchange, steps)
  }

  async function stateless(exchange: Exchange, preferences: Preferences | undefined): Promise<Answer> {
    const answer = await stock.answer(exchange, preferences)
    const shaped = isRefusal(answer) ? await steps.refuse(answer, exchange) : answer
    return preferences === undefined ? shaped : marked(shaped, 'x-mock-forced', 'Prefer')
  }
}

type Components = IPrismComponents<Operation, Exchange, MaybePromise<Answer>, IPrismMockConfig>

const config: IPrismMockConfig = {
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: false,
  upstreamProxy: undefined,
  isProxy: false,
  mock: {},
}

/** Prism looks for each of its defaults in the configuration of each request; ours lacks none. */
const noDefaults = {} as IPrismMockConfig

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

function diagnosticOf(message: string): IPrismDiagnostic {
  return { severity: error, code: 'output', message }
}

/** The answer, marked with what the contract has against it. */
function noted({ output, validations }: IPrismOutput<MaybePromise<Answer>>): MaybePromise<Answer> {
  if (validations.output.length === 0) return output
  return after(output, (answer) => marked(answer, 'x-mock-violations', validations.output.map(({ message }) => message).join('; ')))
}

function marked(answer: Answer, header: string, value: string): Answer {
  return { ...answer, headers: { ...answer.headers, [header]: value } }
}

/** The request leads to no operation; what it leads to instead. */
class Elsewhere extends Error {
  override readonly name = 'Elsewhere'
  readonly place: Exclude<Place, { kind: 'operation' }>

  constructor(place: Exclude<Place, { kind: 'operation' }>) {
    super(place.kind)
    this.place = place
  }
}
