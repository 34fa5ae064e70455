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
 * Every scenario, in the order in which most defects show soonest: `patience` first, since it mostly waits; then three with
 * many examples, which others run beside; `stampede` last, since it takes most.
 */
const scenarios: readonly Scenario[] = [
  patience,
  lifecycle,
  refusals,
  unusualBodiesScenario,
  siblings,
  credentials,
  disguisesScenario,
  races,
  revokedTarget,
  fallenManager,
  selfRevocation,
  identifiers,
  abandoned,
  spellingsScenario,
  paths,
  backDoorsScenario,
  identities,
  reissue,
  massAssignmentScenario,
  crossRevocation,
  lifeModel,
  rawBytes,
  stampede,
]

/** The scenarios of a run that a certifier has challenged, or of any other. */
export function scenariosFor(challenge: string | undefined): readonly Scenario[] {
  return challenge === undefined ? scenarios : [...scenarios, challenged(challenge)]
}
