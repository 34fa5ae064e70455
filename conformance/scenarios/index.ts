import { abandoned } from './abandoned.ts'
import { credentials } from './credentials.ts'
import { identifiers, spellingsScenario } from './identifiers.ts'
import { identities } from './identities.ts'
import { lifecycle } from './lifecycle.ts'
import { paths } from './paths.ts'
import { patience } from './patience.ts'
import { crossRevocation, races } from './races.ts'
import { refusals } from './refusals.ts'
import type { Scenario } from './scenario.ts'
import { fallenManager, selfRevocation } from './self-revocation.ts'
import { siblings } from './siblings.ts'
import { massAssignmentScenario, unusualBodiesScenario } from './unusual-bodies.ts'

/** Every scenario, in the order in which most defects show soonest; `patience` first, since it mostly waits. */
export const scenarios: readonly Scenario[] = [
  patience,
  siblings,
  lifecycle,
  refusals,
  selfRevocation,
  fallenManager,
  races,
  identifiers,
  credentials,
  unusualBodiesScenario,
  massAssignmentScenario,
  spellingsScenario,
  identities,
  abandoned,
  paths,
  crossRevocation,
]
