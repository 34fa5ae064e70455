import type { Exchange } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { endOf } from '../history/timeline.ts'
import type { Assessment } from '../interpretation/assessment.ts'
import type { Trait } from './contrast.ts'
import type { Witnessed } from './diagnosis.ts'
import type { Surroundings } from './surroundings.ts'

/** What a request that should have been refused may have, in the order of how much it explains. */
export function traitsOfRefused(history: History, wrong: readonly Assessment[], around: Surroundings): readonly Witnessed<Assessment>[] {
  const managerBefore = ({ exchange }: Assessment): Exchange | undefined => {
    const first = around.firstManagerOn(exchange.connection)
    return first !== undefined && endOf(first) < exchange.begin ? first : undefined
  }
  return [
    ...among(wrong, alterationsIn, (how) => ({ having: `with a secret of which only this was altered: ${how}` })),
    ...among(wrong, schemesIn, (scheme) => ({ having: `with the scheme ${scheme}` })),
    ...among(wrong, fieldsIn, (field) => ({ having: `with a ${field} field` })),
    ...among(
      wrong,
      ({ reading }) => reading.body.traits,
      (trait) => ({ having: `with a body that has this about it: ${trait}` }),
    ),
    ...among(
      wrong,
      ({ exchange }) => (exchange.request.target.includes('?') ? ['a query'] : []),
      (what) => ({ having: `with ${what}` }),
    ),
    {
      having: 'on a connection that a manager had used before',
      often: 'who is calling, or what they may do, is remembered with the connection',
      isUsual: true,
      holds: (assessment) => managerBefore(assessment) !== undefined,
      isAboutConnection: true,
      witnesses: (assessment) => [managerBefore(assessment) ?? []].flat(),
    },
    ...among(
      wrong,
      ({ exchange }) => (history.header.doors.length > 1 ? [exchange.door] : []),
      (door) => ({ having: `through ${door}` }),
    ),
    ...among(
      wrong,
      ({ due }) => due.rows.map(({ situation }) => situation),
      (situation) => ({ having: `where this was the case: ${situation}` }),
    ),
    ...among(
      wrong,
      ({ reading: { target } }) => [targets[target.kind]],
      (target) => ({ having: `where the path named ${target}` }),
    ),
  ]
}

const targets: Readonly<Record<Assessment['reading']['target']['kind'], string>> = {
  token: 'a token that there is',
  'unknown uuid': 'an id nobody has',
  'not a uuid': 'an id that is no UUID',
  none: 'no token',
}

/** A trait for each value that some of those have which went wrong. */
function among(
  wrong: readonly Assessment[],
  valuesOf: (assessment: Assessment) => readonly string[],
  told: (value: string) => Omit<Trait<Assessment>, 'holds'>,
): readonly Witnessed<Assessment>[] {
  const values = new Set(wrong.flatMap((assessment) => valuesOf(assessment)))
  return [...values].map((value) => ({ ...told(value), holds: (assessment) => valuesOf(assessment).includes(value) }))
}

/** How secrets were altered, such as `case-swapped`. */
function alterationsIn({ exchange }: Assessment): readonly string[] {
  return authorizationsOf(exchange).flatMap((value) => [...value.matchAll(/⟦[^⟧~]+~([^⟧]+)⟧/g)].map(([, how = '']) => how))
}

function schemesIn({ exchange }: Assessment): readonly string[] {
  return authorizationsOf(exchange).flatMap((value) => /^[A-Za-z][\w-]*(?= )/.exec(value)?.[0] ?? [])
}

function authorizationsOf({ request }: Exchange): readonly string[] {
  return request.headers.filter(([name]) => name.toLowerCase() === 'authorization').map(([, value]) => value)
}

/** Fields that nearly every request has tell nothing. */
const usual: ReadonlySet<string> = new Set(['authorization', 'content-type', 'accept', 'host', 'connection', 'user-agent'])

function fieldsIn({ exchange }: Assessment): readonly string[] {
  return exchange.request.headers.map(([name]) => name).filter((name) => !usual.has(name.toLowerCase()))
}
