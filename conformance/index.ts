/**
 * The suite: drives any implementation of the contract over HTTP and says which of its promises it keeps.
 *
 * This room knows the contract and the target's URL, never how a target works inside, and nothing of the mock. Scenarios
 * send, requirements judge, and between them stands the history.
 */
export { Audience } from './engine/audience.ts'
export type { CheckOptions } from './engine/check-options.ts'
export { judge } from './engine/judge.ts'
export type { Judged } from './engine/judge.ts'
export type { KeptRun } from './engine/kept-run.ts'
export { acknowledged, readKeptRun, tryKeptRun, writeKeptRun } from './engine/kept-run.ts'
export type { Planned } from './engine/planned.ts'
export { plannedFor } from './engine/planned.ts'
export type { RecheckOptions } from './engine/recheck.ts'
export { recheck, recheckSelection } from './engine/recheck.ts'
export type {
  Counterexample,
  Outcome,
  ReportedFinding,
  RequirementResult,
  RunEvent,
  RunFacts,
  RunResult,
  Step,
  Verdict,
} from './engine/result.ts'
export { resultOf } from './engine/result-of.ts'
export type { Writer, WriterChoices, WritersFor } from './engine/writer.ts'
export { TargetError, UsageError } from './errors.ts'
export type { TargetErrorCode } from './errors.ts'
export type { Asked, Exchange, HistoryEvent, Selection, TokenKind, TokenRecord } from './history/events.ts'
export { History } from './history/history.ts'
export type { IssuedToken, Provisioner, ProvisionerErrorCode } from './provisioner/index.ts'
export { ProvisionerError } from './provisioner/index.ts'
export { provisionerOf } from './provisioner/index.ts'
export { HistoryError } from './recorded/history-error.ts'
export type { HistoryErrorCode } from './recorded/history-error.ts'
export { listRequirements } from './list-requirements.ts'
export { readHistory } from './recorded/read-history.ts'
export { refuseProduction } from './production.ts'
export { staysHere } from './loopback.ts'
export type { RouteFlags } from './route-of.ts'
export { routeOf } from './route-of.ts'
export { requirements } from './requirements/catalogue.ts'
export type { Finding, Judgement, Level, Requirement, Source } from './requirements/requirement.ts'
export type { ConformanceOptions } from './run-conformance.ts'
export { runConformance } from './run-conformance.ts'
export { stopSignal } from './stop-signal.ts'
export { explain } from './explain.ts'
export { suiteVersion } from './version.ts'
export type { Profile } from './scenarios/scenario.ts'
