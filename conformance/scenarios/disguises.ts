import fc from 'fast-check'
import type { Actor } from '../engine/tokens.ts'
import type { Case } from '../engine/case.ts'
import type { Exchange, HeaderFields } from '../history/events.ts'
import type { BodyPlan } from './plans/bodies.ts'
import { inChunks, json, reason } from './plans/bodies.ts'
import { local } from './plans/credentials.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

const disguises = [
  'lower case scheme',
  'upper case scheme',
  'two spaces',
  'outer spaces',
  'twice',
  'padded',
  'trailing bits',
  'second after garbage',
  'query',
  'cookies of the target',
  'from this machine',
  'from a page',
  'body',
  'chunked body',
  'plain text',
  'long body',
  'malformed body',
] as const
type Disguise = (typeof disguises)[number]

/** A revoked secret in every dress in which a careless check might not know it again. */
export const disguisesScenario: Scenario = scenario<readonly Disguise[]>({
  id: 'disguises',
  title: 'A revoked secret in another dress',
  runs: { quick: 0, standard: 6, certification: 30 },
  examples: [disguises],
  inputs: fc.shuffledSubarray([...disguises], { minLength: 1 }),
  run: async (chosen, on) => {
    // A manager: whoever lets it in lets it do what it asks for, and that shows on every server.
    const [token, live] = [await on.take('manager'), await on.take('revocable')]
    const met = await on.probe(token)
    await on.probe(live)
    await on.revoke(token, on.cast.manager)
    for (const disguise of chosen) await wear(disguise, token, live, on, cookiesOf(met))
    await on.probe(live)
  },
})

async function wear(disguise: Disguise, token: Actor, live: Actor, on: Case, cookies: string): Promise<void> {
  const dressed = bearerOf(disguise, token, on)
  const body = bodies[disguise]
  if (body !== undefined) await on.send({ of: live, by: token, body })
  else if (disguise === 'from this machine') await on.send({ of: live, by: token, headers: local })
  else if (disguise === 'from a page') await on.send({ of: live, by: token, query: 'page=1', headers: page })
  else if (disguise === 'cookies of the target') {
    if (cookies !== '') await on.send({ id: on.unknownId(), by: [], headers: [['Cookie', cookies]] })
  } else if (disguise === 'query') await on.send({ id: on.unknownId(), by: [], query: `access_token=${encodeURIComponent(token.secret)}` })
  else if (dressed !== undefined) await on.probe(dressed)
}

/** What the browser of somebody who signed in with the token keeps, as long as it can be sent as it came. */
function cookiesOf({ response }: Exchange): string {
  return (response?.headers ?? [])
    .filter(([name, value]) => name.toLowerCase() === 'set-cookie' && /^[\x21-\x7e]+=[\x21-\x7e]*(;|$)/.test(value))
    .map(([, value]) => value.split(';')[0])
    .join('; ')
}

/** How a page's own requests differ from those of a program: a cache or a filter may tell them apart. */
const page: HeaderFields = [
  ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'],
  ['Accept', 'application/json, text/plain, */*'],
  ['Accept-Language', 'de-DE,de;q=0.9'],
  ['Referer', 'http://localhost/tokens'],
  ['X-Requested-With', 'XMLHttpRequest'],
]

/** A check that only requests without a body pass, or only those with a short one in JSON. */
const bodies: Partial<Readonly<Record<Disguise, BodyPlan>>> = {
  body: reason('dressed'),
  'chunked body': inChunks(reason('dressed')),
  'plain text': json('plain text', 'dressed', 'text/plain'),
  'long body': reason('dressed '.repeat(9_000)),
  'malformed body': json('broken', '{'),
}

function bearerOf(disguise: Disguise, { secret, token }: Actor, on: Case): readonly string[] | undefined {
  const altered = (text: string, how: string): readonly string[] => {
    on.disguise(text, `${token.alias}~${how}`)
    return [`Bearer ${text}`]
  }
  switch (disguise) {
    case 'lower case scheme':
      return [`bearer ${secret}`]
    case 'upper case scheme':
      return [`BEARER ${secret}`]
    case 'two spaces':
      return [`Bearer  ${secret}`]
    case 'outer spaces':
      return [` Bearer ${secret} `]
    case 'twice':
      return [`Bearer ${secret}`, `Bearer ${secret}`]
    case 'second after garbage':
      return ['Bearer dz_no-such-token-at-all-000000000000', `Bearer ${secret}`]
    case 'padded':
      return altered(`${secret}=`, 'padded')
    case 'trailing bits':
      // The last character of a base64url text may hold bits that a lenient decoder ignores.
      return altered(secret.slice(0, -1) + (nextBit(secret.at(-1) ?? 'A') ?? 'B'), 'trailing-bits')
    case 'query':
    case 'cookies of the target':
    case 'from this machine':
    case 'from a page':
    case 'body':
    case 'chunked body':
    case 'plain text':
    case 'long body':
    case 'malformed body':
    default:
      return undefined
  }
}

function nextBit(char: string): string | undefined {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const index = alphabet.indexOf(char)
  return index < 0 ? undefined : alphabet[index ^ 1]
}
