import { bodyRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

export const unusualBodiesAreAnswered: Requirement = perStatus(
  {
    id: 'validation/unusual-bodies-are-answered',
    level: 'must',
    title: 'Bodies on which the contract is silent are accepted or refused with a documented status',
    source: contract('responses/422/description', 'Validation Error'),
  },
  [
    bodyRows['extended json'],
    bodyRows['odd keys'],
    bodyRows['huge number'],
    bodyRows['deep nesting'],
    bodyRows['duplicate keys'],
    bodyRows['nul'],
    bodyRows['surrogate'],
    bodyRows['long reason'],
    bodyRows['huge'],
    bodyRows['empty'],
    bodyRows['blank'],
    bodyRows['other media type'],
    bodyRows['exotic media type'],
    bodyRows['chunked'],
  ],
)
