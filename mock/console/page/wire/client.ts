/** Asks the control API of the mock that serves this page, about one world. */
export interface Client {
  readonly world: string
  /** @throws Refused when the answer is an error; TypeError when there is none. */
  ask<Answer>(path: string, how?: Ask): Promise<Answer>
}

export interface Ask {
  /** Default GET, or POST where there is a body. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  readonly body?: unknown
}

/** What the mock said instead of doing what it was asked for. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly status: number

  constructor(status: number, detail: unknown) {
    super(sentenceOf(status, detail))
    this.status = status
  }
}

export function clientOf(world: string): Client {
  return {
    world,
    async ask<Answer>(path: string, { body, method = body === undefined ? 'GET' : 'POST' }: Ask = {}): Promise<Answer> {
      const response = await fetch(path, {
        method,
        headers: { 'x-mock-world': world, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const answer: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined)
      if (!response.ok) throw new Refused(response.status, (answer as { detail?: unknown } | undefined)?.detail)
      return answer as Answer
    },
  }
}

/** The detail of an error: a sentence, or the list of a 422. */
function sentenceOf(status: number, detail: unknown): string {
  if (typeof detail === 'string') return detail
  if (!Array.isArray(detail)) return `The mock answered ${status}.`
  const parts = detail as readonly { readonly loc: readonly (string | number)[]; readonly msg: string }[]
  return parts.map(({ loc, msg }) => `${loc.slice(1).join('.') || 'The request'}: ${msg}`).join('. ')
}
