import { abandoned } from './abandoned.ts'
import { challenged } from './challenged.ts'
import { credentials } from './credentials.ts'
import { identifiers, spellingsScenario } from './identifiers.ts'
import { disguisesScenario } from './disguises.ts'
import { identities } from './identities.ts'
import { lifeModel } from './life-model.ts'
import { lifecycle } from './lifecycle.ts'
import { backDoorsScenario, paths } from './paths.ts'
import { patience } from './patience.ts'
import { crossRevocation, races, stampede } from './races.ts'
import { rawBytes } from './raw-bytes.ts'
import { refusals } from './refusals.ts'
import { reissue } from './reissue.ts'
import { revokedTarget } from './revoked-target.ts'
import type { Scenario } from './scenario.ts'
import { fallenManager, selfRevocation } from './self-revocation.ts'
import { siblings } from './siblings.ts'
import { massAssignmentScenario, unusualBodiesScenario } from './unusual-bodies.ts'

/**
 * Every scenario, in the order in which a run begins with each: the examples of all, then the variations of all, then what is
 * generated. So the first requests show most defects, and what a new scenario tries first belongs among its examples only as
 * far as nothing else shows it. `patience` comes first, since it mostly waits; then what takes longest: the examples of one
 * scenario are run one after the other, beside those of others, and a budget that is nearly spent is not met by long cases.
 */
const scenarios: readonly Scenario[] = [
  patience,
  lifecycle,
  refusals,
  unusualBodiesScenario,
  races,
  stampede,
  backDoorsScenario,
  disguisesScenario,
  reissue,
  abandoned,
  siblings,
  identities,
  identifiers,
  revokedTarget,
  fallenManager,
  selfRevocation,
  spellingsScenario,
  paths,
  rawBytes,
  massAssignmentScenario,
  crossRevocation,
  credentials,
  lifeModel,
]

/** The scenarios of a run that a certifier has challenged, or of any other. */
export function scenariosFor(challenge: string | undefined): readonly Scenario[] {
  return challenge === undefined ? scenarios : [...scenarios, challenged(challenge)]
}
