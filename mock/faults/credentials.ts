import type { Token } from '../model/token.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import type { Incoming } from '../pipeline/incoming.ts'
import { valuesOf } from '../pipeline/incoming.ts'
import { anyone } from './anyone.ts'
import type { Bench, Fault, Wraps } from './fault.ts'
import { faultsOf } from './fault.ts'
import { reading } from './tools.ts'

/** Faults in which secrets are compared loosely, or taken from where they have no business. */
export const credentialFaults: readonly Fault[] = faultsOf('authentication', [
  {
    name: 'case-insensitive-secret',
    summary: 'Secrets are compared without regard to case, as some databases do by default.',
    wrap: (bench) => comparedBy(bench, (secret) => secret.toLowerCase()),
  },
  {
    name: 'secret-compared-by-prefix',
    summary: 'Only the first characters of a secret are compared; whatever follows them is accepted.',
    parameter: { unit: 'characters', default: 40 },
    wrap: (bench) => comparedBy(bench, (secret) => secret.slice(0, bench.value)),
  },
  {
    name: 'secret-compared-by-letters',
    summary: 'Only the letters and digits of a secret are compared.',
    wrap: (bench) => comparedBy(bench, (secret) => secret.replaceAll(/[^\da-z]/gi, '')),
  },
  {
    name: 'query-token-accepted',
    summary: 'A secret in the query is a credential (RFC 6750 section 2.3), although the contract knows the header only.',
    wrap: () =>
      alsoFrom(({ request }) =>
        [...new URLSearchParams(request.target.split('?')[1] ?? '').values()].find((value) => value.startsWith('dz_')),
      ),
  },
  {
    name: 'cookie-token-accepted',
    summary: 'A secret in a cookie is a credential, so that any page can use it.',
    wrap: () => alsoFrom(({ request }) => /dz_[\w-]+/.exec(valuesOf(request, 'cookie').join(';'))?.[0]),
  },
  {
    name: 'other-header-accepted',
    summary: 'A secret in X-API-Key and its like is a credential.',
    wrap: () => alsoFrom(({ request }) => /dz_[\w-]+/.exec(otherHeaders.flatMap((name) => valuesOf(request, name)).join(';'))?.[0]),
  },
  {
    name: 'any-scheme-accepted',
    summary: 'The scheme before the secret is not looked at; Basic, Token or none will do.',
    wrap: () => alsoFrom(({ request }) => /^(?:\S+ +)?(dz_[\w-]+)$/.exec(valuesOf(request, 'authorization')[0] ?? '')?.[1]),
  },
  {
    name: 'basic-name-accepted',
    summary: 'A secret that is the name of a Basic credential is accepted.',
    wrap: () =>
      alsoFrom(({ request }) => {
        const [, encoded = ''] = /^Basic (\S+)$/.exec(valuesOf(request, 'authorization')[0] ?? '') ?? []
        return /^(dz_[\w-]+):/.exec(decodedFromBase64(encoded))?.[1]
      }),
  },
  {
    name: 'scheme-searched',
    summary: 'The scheme is looked for anywhere in the field, so that X-Bearer will do.',
    wrap: () => alsoFrom(({ request }) => /Bearer (dz_[\w-]+)$/.exec(valuesOf(request, 'authorization')[0] ?? '')?.[1]),
  },
  {
    name: 'one-of-several-accepted',
    summary: 'Of several credentials in one field, with commas between them, the last is believed.',
    wrap: () => ({
      credential: (next) => (exchange) => {
        const secret = /, *Bearer (dz_[\w-]+)$/.exec(valuesOf(exchange.request, 'authorization')[0] ?? '')?.[1]
        return secret === undefined ? next(exchange) : { kind: 'bearer', secret }
      },
    }),
  },
  {
    name: 'proxy-authorization-accepted',
    summary: 'The credential that a client shows to a proxy is one for the service, too.',
    wrap: () => alsoFrom(({ request }) => /^Bearer (dz_[\w-]+)$/.exec(valuesOf(request, 'proxy-authorization')[0] ?? '')?.[1]),
  },
  {
    name: 'scheme-cut-off',
    summary: 'The first seven characters of the field are cut off without a look at them.',
    wrap: () => alsoFrom(({ request }) => /^.{7}(dz_[\w-]+)$/.exec(valuesOf(request, 'authorization')[0] ?? '')?.[1]),
  },
  {
    name: 'scheme-taken-out',
    summary: 'The scheme is taken out of the field wherever and however often it stands there.',
    wrap: () => ({
      credential: (next) => (exchange) => {
        const secret = (valuesOf(exchange.request, 'authorization')[0] ?? '').replaceAll(/Bearer */g, '')
        return /^dz_[\w-]+$/.test(secret) ? { kind: 'bearer', secret } : next(exchange)
      },
    }),
  },
  {
    name: 'proxy-identity-trusted',
    summary: 'Whoever says in X-Forwarded-User who he is needs no credential.',
    wrap: () => trusting((request) => valuesOf(request, 'x-forwarded-user').length > 0),
  },
  {
    name: 'local-address-trusted',
    summary: 'Whoever says in X-Forwarded-For that he calls from 127.0.0.1 needs no credential.',
    wrap: () => trusting((request) => valuesOf(request, 'x-forwarded-for')[0] === '127.0.0.1'),
  },
  {
    name: 'other-case-unguarded',
    summary: 'The guard knows ids in lower case only; written in upper case, they need no credential.',
    wrap: () => trusting(({ target }) => /\/[\dA-F-]{36}\//.test(target) && /[A-F]/.test(target)),
  },
  {
    name: 'forms-unguarded',
    summary: 'A body that is a form needs no credential.',
    wrap: () => ({
      ...trusting(isForm),
      ...reading((outcome, { request }) => (isForm(request) ? { reason: null } : outcome)),
    }),
  },
])

const otherHeaders = ['x-api-key', 'api-key', 'x-auth-token', 'x-access-token', 'x-authorization', 'proxy-authorization', 'token']

/** Nothing where it is no base64. */
function decodedFromBase64(encoded: string): string {
  try {
    return atob(encoded)
  } catch {
    return ''
  }
}

function isForm(request: Incoming): boolean {
  return valuesOf(request, 'content-type')[0] === 'application/x-www-form-urlencoded'
}

/** Some requests are let in without a credential. */
function trusting(isTrusted: (request: Incoming) => boolean): Wraps {
  return {
    admit: (next) => (identity, exchange) =>
      identity.credential.kind === 'none' && isTrusted(exchange.request) ? anyone : next(identity, exchange),
  }
}

/** Where there is no credential, a secret found elsewhere is one. */
function alsoFrom(secretIn: (exchange: Exchange) => string | undefined): Wraps {
  return {
    credential: (next) => (exchange) => {
      const credential = next(exchange)
      const secret = credential.kind === 'none' ? secretIn(exchange) : undefined
      return secret === undefined ? credential : { kind: 'bearer', secret }
    },
  }
}

/** Secrets with one key are one secret. Only secrets that have been used are known, since a store keeps digests. */
function comparedBy({ store }: Bench, keyOf: (secret: string) => string): Wraps {
  const idOfKey = new Map<string, string>()
  return {
    identify: (next) => async (secret, exchange) => {
      const found = await next(secret, exchange)
      if (found !== undefined) idOfKey.set(keyOf(secret), found.id)
      return found ?? (await alike(secret))
    },
  }

  async function alike(secret: string): Promise<Token | undefined> {
    const id = idOfKey.get(keyOf(secret))
    return id === undefined ? undefined : store.byId(id)
  }
}
