// The mock serves the contract. It may know contract/ and nothing else of ours: what it believes about revocation it has
// read there, never in conformance/, so that the suite that judges it cannot agree with it on a misreading. Inside, model/
// holds what a revocation is (pure: no I/O, no clock, no chance); store/ keeps tokens; pipeline/ answers one request in
// named steps, on Prism's factory; faults/ and readings/ change steps, switches/ says which; journal/ keeps what happened;
// worlds/ puts all of it together, once for each world; http/ and control/ are the doors to the outside.
export type {
  Adoption,
  ExpireOrder,
  ForcedAnswer,
  ForcedAnswerOrder,
  JournalEntry,
  JournalMatch,
  JournalPage,
  Latency,
  ListedToken,
  Match,
  NearMiss,
  NetworkFault,
  NetworkRates,
  PlannedAnswer,
  Report,
  ResetPart,
  RevokeOrder,
  SwitchChanges,
  Switches,
  Time,
  TimeChange,
  TokenItem,
  TokenPage,
  VerifyRequest,
  WaitRequest,
} from './control/generated/types.ts'
export type { HandlerOptions, MockHandler } from './create-handler.ts'
export { createHandler } from './create-handler.ts'
export type { Environment } from './environments/environment.ts'
export { environments } from './environments/index.ts'
export type { MockErrorCode } from './errors.ts'
export { MockError } from './errors.ts'
export type { Fault, FaultFamily } from './faults/fault.ts'
export { faults } from './faults/index.ts'
export type { WorldEvent } from './journal/events.ts'
export type { Journal, JournalQuery } from './journal/journal.ts'
export { ExpectationError } from './journal/journal.ts'
export type { Seeded } from './model/seeds.ts'
export type { TokenKind } from './model/token.ts'
export type { Reading, Verdict } from './readings/readings.ts'
export { readings } from './readings/readings.ts'
export type { Door, Mock, MockOptions, MockWorlds } from './mock.ts'
export { startMock } from './start-mock.ts'
export { networkFaults } from './switches/network.ts'
export type { StartingState } from './worlds/opening.ts'
export type { World } from './worlds/world.ts'
