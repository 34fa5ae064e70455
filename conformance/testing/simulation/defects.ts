import type { RecordedResponse } from '../../history/events.ts'
import type { Act, Habits, Reserved } from './plan.ts'
import type { Situation } from './right-answers.ts'
import type { SimulatedToken, TrueCredential, TrueTarget } from './target.ts'
import { SimulatedTarget, textOf } from './target.ts'
import { quiet } from './wire-forms.ts'

/** One broken promise, shown on the reserved tokens alone, and what makes it show. */
export interface Defect {
  readonly name: string
  /** The requirement that has to find it. */
  readonly requirement: string
  readonly Target: new (habits: Habits, startedAt: number) => SimulatedTarget
  /** Sent after the reserved tokens were seen alive, each at rest. */
  readonly provoked: readonly Act[]
}

const reserved = (token: Reserved['token']): Reserved => ({ kind: 'reserved', token })
const tried = (token: Reserved['token']): Act => ({ ...quiet, choice: 0, who: reserved(token) })
const garbage: Act = { ...quiet, choice: 0, who: { kind: 'garbage' } }
const revoked = (token: Reserved['token'], by: Reserved['token'] = 'manager'): Act => ({ ...tried(by), what: reserved(token) })

/** What comes before and after: a door that tells garbage from a token, and tokens that were seen alive. */
export function provocationOf({ provoked }: Defect): readonly Act[] {
  const calm = [garbage, tried('manager'), tried('subject'), tried('sibling'), tried('outsider'), garbage]
  return [...calm, ...provoked, garbage]
}

export function isReserved({ owner }: SimulatedToken): boolean {
  return owner >= 6 && owner <= 8
}

export const defects: readonly Defect[] = [
  {
    name: 'a revoked token is accepted',
    requirement: 'finality/revoked-is-rejected',
    Target: class extends SimulatedTarget {
      override checkCredential(token: SimulatedToken, door: number, at: number, age: number): TrueCredential {
        const state = super.checkCredential(token, door, at, age)
        return isReserved(token) ? 'live' : state
      }
    },
    provoked: [revoked('subject'), tried('subject')],
  },
  {
    name: 'a revoked token comes back to life',
    requirement: 'finality/stays-rejected',
    Target: class extends SimulatedTarget {
      #rejections = 0
      override checkCredential(token: SimulatedToken, door: number, at: number, age: number): TrueCredential {
        const state = super.checkCredential(token, door, at, age)
        if (!isReserved(token) || state !== 'dead') return state
        this.#rejections += 1
        return this.#rejections === 1 ? 'dead' : 'live'
      }
    },
    provoked: [revoked('subject'), tried('subject'), tried('subject')],
  },
  {
    name: 'a revoked manager revokes',
    requirement: 'finality/revoked-cannot-revoke',
    Target: class extends SimulatedTarget {
      override checkCredential(token: SimulatedToken, door: number, at: number, age: number): TrueCredential {
        const state = super.checkCredential(token, door, at, age)
        return isReserved(token) ? 'live' : state
      }
    },
    provoked: [revoked('manager', 'manager'), revoked('subject')],
  },
  {
    name: 'a revoked token is refused with 400',
    requirement: 'finality/rejected-with-401',
    Target: answering(({ caller }, { bearer }) => (caller === 'bad' && bearer !== undefined ? 400 : undefined)),
    provoked: [revoked('subject'), tried('subject')],
  },
  {
    name: 'a second revocation crashes',
    requirement: 'robustness/no-server-error',
    Target: answering(({ target }, { named }) => (target === 'revoked' && named ? 500 : undefined)),
    provoked: [revoked('subject'), revoked('subject')],
  },
  {
    name: 'a second revocation is forbidden',
    requirement: 'finality/second-revocation-is-answered',
    Target: answering(({ target }, { named }) => (target === 'revoked' && named ? 403 : undefined)),
    provoked: [revoked('subject'), revoked('subject')],
  },
  {
    name: 'a live token cannot be revoked',
    requirement: 'validation/valid-requests-are-accepted',
    Target: answering(({ target }, { named }) => (target === 'live' && named ? 404 : undefined)),
    provoked: [revoked('subject')],
  },
  {
    name: 'a revocation is answered 200',
    requirement: 'envelope/created-with-201',
    Target: answering(({ target }, { named }) => (target === 'live' && named ? 200 : undefined)),
    provoked: [revoked('subject')],
  },
  {
    name: 'a refused revocation has its effect',
    requirement: 'isolation/refused-requests-change-nothing',
    Target: ending((act, target) => (act.method === 'POST' ? [target] : [])),
    provoked: [revoked('subject', 'outsider'), tried('subject')],
  },
  {
    name: 'a malformed revocation has its effect',
    requirement: 'isolation/refused-requests-change-nothing',
    Target: ending((act, target) => (act.body === 'broken' ? [target] : [])),
    provoked: [{ ...revoked('subject'), body: 'broken' }, tried('subject')],
  },
  {
    name: 'another method revokes',
    requirement: 'http/other-methods-change-nothing',
    Target: ending((act, target) => (act.method === 'DELETE' ? [target] : [])),
    provoked: [{ ...revoked('subject'), method: 'DELETE', choice: 10 }, tried('subject')],
  },
  {
    name: 'a sibling dies, too',
    requirement: 'isolation/other-tokens-live-on',
    Target: ending((_, target, tokens) => tokens.filter((token) => token !== target && token.owner === target.owner)),
    provoked: [revoked('subject'), tried('sibling')],
  },
  {
    name: 'the caller dies, too',
    requirement: 'isolation/other-tokens-live-on',
    Target: ending(({ method }, { owner }, tokens) => tokens.filter((token) => method === 'POST' && owner === 7 && token.owner === 8)),
    provoked: [revoked('subject'), tried('manager')],
  },
  {
    name: 'a second revocation moves the time',
    requirement: 'envelope/first-record-is-kept',
    Target: class extends SimulatedTarget {
      override targetState(token: SimulatedToken, door: number, at: number): TrueTarget {
        const state = super.targetState(token, door, at)
        if (isReserved(token) && token.record !== undefined) token.record = { ...token.record, at }
        return state
      }
    },
    provoked: [revoked('subject'), { ...revoked('subject'), gap: 70_000 }],
  },
  {
    name: 'an outsider revokes',
    requirement: 'authorization/outsider-may-not-revoke',
    Target: answering((_, { named, bearer }) => (named && bearer?.kind === 'outsider' ? 201 : undefined)),
    provoked: [revoked('subject', 'outsider')],
  },
]

/** A target that gives another status than it should where reserved tokens are concerned. */
function answering(
  wrong: (situation: Situation, is: { readonly named: boolean; readonly bearer: SimulatedToken | undefined }) => number | undefined,
): Defect['Target'] {
  return class extends SimulatedTarget {
    #bearer: SimulatedToken | undefined
    override checkCredential(token: SimulatedToken, door: number, at: number, age: number): TrueCredential {
      this.#bearer = isReserved(token) ? token : undefined
      return super.checkCredential(token, door, at, age)
    }

    override act(...[act, situation, target, caller, at, door]: Parameters<SimulatedTarget['act']>): RecordedResponse {
      // Afterwards nothing overlaps: the last credential that was checked is that of this request.
      const bearer = act.who.kind === 'reserved' ? this.#bearer : undefined
      const status = wrong(situation, { named: target !== undefined && isReserved(target), bearer })
      if (status === undefined) return super.act(act, situation, target, caller, at, door)
      const answer = this.aside(status, at, door)
      return status === 201 ? { ...answer, body: textOf(JSON.stringify({ success: true, data: this.#dataOf(target, at) })) } : answer
    }

    #dataOf(target: SimulatedToken | undefined, at: number): object {
      const time = new Date(this.startedAt + this.habits.clock + at).toISOString()
      return { id: target?.token.id ?? '', jti: target?.jti ?? '', revoked_at: time }
    }
  }
}

/** A target that ends tokens it should not end, when it answers a request that names a reserved one. */
function ending(
  also: (act: Act, target: SimulatedToken, tokens: readonly SimulatedToken[]) => readonly SimulatedToken[],
): Defect['Target'] {
  return class extends SimulatedTarget {
    override act(...[act, situation, target, caller, at, door]: Parameters<SimulatedTarget['act']>): RecordedResponse {
      const answer = super.act(act, situation, target, caller, at, door)
      if (target === undefined || !isReserved(target)) return answer
      for (const token of also(act, target, this.tokens)) token.deadSince = Math.min(token.deadSince, at)
      return answer
    }
  }
}
