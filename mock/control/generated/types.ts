// Generated from mock/control/openapi.yaml by `npm run generate`. Do not edit.

/**
 * 1 to 64 letters, digits, `.`, `_` and `-`.
 */
export type Name = string
export type Instant = string
export type TokenKind = ("manager" | "revocable" | "outsider" | "expired")
export type ResetPart = ("tokens" | "switches" | "answers" | "time" | "journal")
export type Milliseconds = number
/**
 * How long answers are held back. A number of ms; a range, drawn evenly; or a long tail (log-normal) by its median and its 99th percentile.
 */
export type Latency = (Milliseconds | {
readonly min: Milliseconds
readonly max: Milliseconds
} | {
readonly median: Milliseconds
readonly p99: Milliseconds
})
/**
 * What becomes of an answer on its way; the request has had its effect. `reset`: the connection is reset instead. `empty`: it is
 * closed without a byte. `truncate`: it is closed half-way through the answer. `garbage`: bytes that are not HTTP come
 * instead. `stall`: the headers and half of the body, then nothing more. `silence`: nothing, and the connection stays open.
 * 
 */
export type NetworkFault = ("reset" | "empty" | "truncate" | "garbage" | "stall" | "silence")
export type Rate = number
/**
 * Promises of the contract to break, as `NAME` or `NAME=NUMBER`; the catalogue has them all.
 */
export type FaultList = readonly string[]
/**
 * Whether it was the revocation of its target, told an earlier one again, or changed and told nothing.
 */
export type Effect = ("revoked" | "repeated" | "none")
/**
 * @minItems 2
 * @maxItems 2
 */
export type HeaderLine = [string, string]
/**
 * Names and values, in the order they were sent.
 */
export type HeaderLines = readonly HeaderLine[]

export interface Schemas {
readonly Name: Name
readonly Instant: Instant
readonly Problem: Problem
readonly Invalid: Invalid
readonly InvalidPart: InvalidPart
readonly Health: Health
readonly Readiness: Readiness
readonly SignIn: SignIn
readonly TokenKind: TokenKind
readonly TokenItem: TokenItem
readonly ListedToken: ListedToken
readonly TokenPage: TokenPage
readonly IssueRequest: IssueRequest
readonly IssuedTokens: IssuedTokens
readonly RevokeOrder: RevokeOrder
readonly ExpireOrder: ExpireOrder
readonly ResetPart: ResetPart
readonly ResetRequest: ResetRequest
readonly SnapshotList: SnapshotList
readonly Snapshot: Snapshot
readonly WorldList: WorldList
readonly WorldSummary: WorldSummary
readonly Milliseconds: Milliseconds
readonly Latency: Latency
readonly NetworkFault: NetworkFault
readonly Rate: Rate
readonly NetworkRates: NetworkRates
readonly FaultList: FaultList
readonly ReadingChoices: ReadingChoices
readonly Switches: Switches
readonly SwitchChanges: SwitchChanges
readonly Catalogue: Catalogue
readonly CatalogueReading: CatalogueReading
readonly CatalogueValue: CatalogueValue
readonly CatalogueFault: CatalogueFault
readonly CatalogueParameter: CatalogueParameter
readonly CatalogueNetworkFault: CatalogueNetworkFault
readonly Report: Report
readonly Adoption: Adoption
readonly NotAdopted: NotAdopted
readonly Time: Time
readonly TimeChange: TimeChange
readonly TimeAdvance: TimeAdvance
readonly Match: Match
readonly Effect: Effect
readonly JournalMatch: JournalMatch
readonly ForcedAnswerOrder: ForcedAnswerOrder
readonly PlannedAnswer: PlannedAnswer
readonly ForcedAnswer: ForcedAnswer
readonly ForcedAnswerList: ForcedAnswerList
readonly TokenRef: TokenRef
readonly Content: Content
readonly HeaderLines: HeaderLines
readonly HeaderLine: HeaderLine
readonly JournalEntry: JournalEntry
readonly Decision: Decision
readonly RecordedRequest: RecordedRequest
readonly RecordedAnswer: RecordedAnswer
readonly JournalPage: JournalPage
readonly WaitRequest: WaitRequest
readonly VerifyRequest: VerifyRequest
readonly Proof: Proof
readonly Disproof: Disproof
readonly NearMiss: NearMiss
readonly NothingMore: NothingMore
readonly ReloadEvent: ReloadEvent
readonly TokenEvent: TokenEvent
readonly TokensEvent: TokensEvent
}
export interface Problem {
readonly detail: string
}
export interface Invalid {
readonly detail: readonly InvalidPart[]
}
export interface InvalidPart {
readonly type: string
readonly loc: readonly (string | number)[]
readonly msg: string
readonly [k: string]: unknown
}
export interface Health {
readonly status: "ok"
readonly [k: string]: unknown
}
export interface Readiness {
readonly ready: boolean
readonly detail?: string
readonly [k: string]: unknown
}
export interface SignIn {
/**
 * The value of `--control-token`.
 */
readonly token: string
}
/**
 * A token as the provisioner hands it out, in the shape every provisioner shares.
 */
export interface TokenItem {
readonly kind: TokenKind
readonly id: string
readonly secret: string
readonly jti: string
/**
 * Unique in its world, such as `revocable-1`.
 */
readonly name: string
readonly email: string
readonly owner: string
readonly expires_at: Instant
}
/**
 * A token as it is listed. The secret is there only for seeded tokens.
 */
export interface ListedToken {
readonly kind: TokenKind
readonly id: string
readonly secret?: string
readonly jti: string
/**
 * Unique in its world, such as `revocable-1`.
 */
readonly name: string
readonly email: string
readonly owner: string
readonly expires_at: Instant
readonly state: ("live" | "revoked" | "expired")
readonly revoked_at?: Instant
/**
 * E-mail of the caller.
 */
readonly revoked_by?: string
readonly revocation_reason?: (string | null)
}
export interface TokenPage {
readonly tokens: readonly ListedToken[]
/**
 * How many there are in the world.
 */
readonly total: number
/**
 * Asks for what follows, as `after`; null on the last page.
 */
readonly next: (string | null)
}
export interface IssueRequest {
readonly kind: TokenKind
readonly count?: number
readonly owner?: Name
/**
 * In ms from now, by the clock of the world. By default the end of 2099; `expired` tokens, 2020.
 */
readonly expires_in?: number
}
export interface IssuedTokens {
readonly tokens: readonly TokenItem[]
}
export interface RevokeOrder {
readonly reason?: (string | null)
/**
 * E-mail of who did it; by default that of the seeded manager.
 */
readonly by?: string
}
export interface ExpireOrder {
readonly at?: Instant
}
export interface ResetRequest {
/**
 * What to put back; by default everything.
 */
readonly parts?: readonly ResetPart[]
}
export interface SnapshotList {
readonly snapshots: readonly Snapshot[]
}
export interface Snapshot {
readonly name: Name
/**
 * How many it holds.
 */
readonly tokens: number
}
export interface WorldList {
readonly worlds: readonly WorldSummary[]
/**
 * How many there may be.
 */
readonly limit: number
}
export interface WorldSummary {
readonly name: Name
/**
 * How many requests to the contract it has seen.
 */
readonly requests: number
}
/**
 * For each network fault the share of requests that meet it; their sum is at most 1. Those not named are off.
 */
export interface NetworkRates {
readonly reset?: Rate
readonly empty?: Rate
readonly truncate?: Rate
readonly garbage?: Rate
readonly stall?: Rate
readonly silence?: Rate
}
/**
 * Where the contract leaves a choice, the value taken; those not named have their default. The catalogue has them all.
 */
export interface ReadingChoices {
readonly [k: string]: string
}
export interface Switches {
readonly latency: Latency
readonly network: NetworkRates
readonly faults: FaultList
readonly readings: ReadingChoices
}
export interface SwitchChanges {
readonly latency?: (Latency | null)
readonly network?: (NetworkRates | null)
readonly faults?: (FaultList | null)
readonly readings?: (ReadingChoices | null)
}
export interface Catalogue {
readonly readings: readonly CatalogueReading[]
readonly faults: readonly CatalogueFault[]
readonly network: readonly CatalogueNetworkFault[]
readonly kinds: readonly TokenKind[]
}
export interface CatalogueReading {
readonly name: string
/**
 * The situation.
 */
readonly about: string
readonly values: readonly CatalogueValue[]
readonly default: string
}
export interface CatalogueValue {
readonly value: string
/**
 * What a fair judge thinks of it.
 */
readonly verdict: ("accepted" | "warned")
}
export interface CatalogueFault {
readonly name: string
readonly family: string
readonly level: ("must" | "should")
readonly summary: string
readonly parameter?: CatalogueParameter
}
/**
 * A number the fault can be given, as `NAME=NUMBER`.
 */
export interface CatalogueParameter {
readonly unit: string
readonly default: number
}
export interface CatalogueNetworkFault {
readonly name: NetworkFault
readonly summary: string
}
/**
 * A report.json of `check`, or as much of it as matters here.
 */
export interface Report {
/**
 * For each reading the values seen, most frequent first.
 */
readonly readings: {
readonly [k: string]: readonly string[]
}
readonly [k: string]: unknown
}
export interface Adoption {
readonly readings: ReadingChoices
readonly left: readonly NotAdopted[]
}
export interface NotAdopted {
readonly name: string
readonly observed: readonly string[]
/**
 * A sentence.
 */
readonly why: string
}
export interface Time {
readonly now: Instant
/**
 * Whether it is the time of this machine, runs apart from it, or stands still.
 */
readonly state: ("real" | "moved" | "frozen")
}
export interface TimeChange {
readonly now?: Instant
/**
 * Whether it stands still from now on; as it was when left away.
 */
readonly frozen?: boolean
}
export interface TimeAdvance {
/**
 * In ms.
 */
readonly by: number
}
/**
 * Which requests are meant; what is left away matches all.
 */
export interface Match {
/**
 * In any case, such as `POST`.
 */
readonly method?: string
/**
 * The path as it was sent, without the query; a `*` at its end stands for anything.
 */
readonly path?: string
/**
 * The token in the path: its `id`, `jti` or `name`, or else the text that stands there.
 */
readonly target?: string
/**
 * The token the request was sent with, by `id`, `jti` or `name`; null: none that the mock knows.
 */
readonly caller?: (string | null)
/**
 * The reason in the body; null for none.
 */
readonly reason?: (string | null)
readonly headers?: Headers
}
/**
 * Headers of the request and their values, compared exactly, names in any case; null: not there.
 */
export interface Headers {
readonly [k: string]: (string | null)
}
/**
 * Which entries are meant; what is left away matches all.
 */
export interface JournalMatch {
/**
 * In any case, such as `POST`.
 */
readonly method?: string
/**
 * The path as it was sent, without the query; a `*` at its end stands for anything.
 */
readonly path?: string
/**
 * The token in the path: its `id`, `jti` or `name`, or else the text that stands there.
 */
readonly target?: string
/**
 * The token the request was sent with, by `id`, `jti` or `name`; null: none that the mock knows.
 */
readonly caller?: (string | null)
/**
 * The reason in the body; null for none.
 */
readonly reason?: (string | null)
readonly headers?: Headers
readonly status?: number
readonly effect?: Effect
readonly forced?: boolean
}
export interface ForcedAnswerOrder {
readonly match?: Match
readonly answer: PlannedAnswer
readonly times?: number
}
export interface PlannedAnswer {
readonly status?: number
/**
 * Beside or in the place of the usual ones; what frames the body is the mock's to set.
 */
readonly headers?: {
readonly [k: string]: string
}
/**
 * JSON; a text is sent as it is when `content-type` is not JSON. By default what the mock says with this status.
 */
readonly body?: ({
readonly [k: string]: unknown
} | unknown[] | string | number | boolean | null)
readonly wait?: Milliseconds
readonly network?: NetworkFault
}
export interface ForcedAnswer {
readonly id: number
readonly match: Match
readonly answer: PlannedAnswer
/**
 * How many requests it is still for.
 */
readonly left: number
}
export interface ForcedAnswerList {
readonly answers: readonly ForcedAnswer[]
}
export interface TokenRef {
readonly id: string
readonly name: string
readonly kind: TokenKind
}
/**
 * A body, or the beginning of a long one; as text where it is UTF-8. Secrets are replaced by `⟦name⟧`.
 */
export interface Content {
readonly text?: string
readonly base64?: string
/**
 * Of the whole body in bytes.
 */
readonly length: number
/**
 * There was more of it.
 */
readonly cut?: true
}
export interface JournalEntry {
/**
 * Grows with every entry of the world; there are gaps.
 */
readonly id: number
readonly at: Instant
/**
 * From the complete request to the answer, in ms, what it waited included.
 */
readonly duration: number
/**
 * How long the answer was held back, in ms.
 */
readonly waited: number
readonly request: RecordedRequest
readonly answer: RecordedAnswer
readonly network: (NetworkFault | null)
/**
 * What forced the answer.
 */
readonly forced: ("answer" | "Prefer" | null)
readonly credential: ("none" | "malformed" | "ambiguous" | "bearer")
/**
 * The token it was sent with, dead or alive, when there is one.
 */
readonly caller: (TokenRef | null)
/**
 * What stands in the path for `token_id`.
 */
readonly tokenId: (string | null)
/**
 * The token of the path, when somebody looked and found it.
 */
readonly target: (TokenRef | null)
readonly reason: (string | null)
readonly effect: Effect
readonly faults: FaultList
readonly decided: Decision
/**
 * What the sender may have meant, or overlooked.
 */
readonly hint: (string | null)
}
export interface RecordedRequest {
readonly method: string
/**
 * Path and query, as they were sent.
 */
readonly target: string
readonly headers: HeaderLines
readonly body: (Content | null)
}
/**
 * What was sent, or with a network fault what was lost on the way.
 */
export interface RecordedAnswer {
readonly status: number
readonly headers: HeaderLines
readonly body: (Content | null)
}
/**
 * Which step decided the answer, and what it goes by.
 */
export interface Decision {
readonly step: ("forced" | "preference" | "path" | "method" | "credential" | "id" | "target" | "permission" | "state" | "body" | "revocation" | "repeat" | "crash")
/**
 * What was decided, in a sentence.
 */
readonly because: string
readonly source: ({
/**
 * The words of the contract, literally.
 */
readonly quote: string
/**
 * Where they stand in it (RFC 6901).
 */
readonly pointer: string
} | null)
/**
 * The choice that was made where the contract leaves one.
 */
readonly reading?: {
readonly name: string
readonly value: string
}
}
export interface JournalPage {
readonly entries: readonly JournalEntry[]
/**
 * How many entries the journal holds.
 */
readonly total: number
/**
 * How many it has let go of, the oldest first, because there is room for so many only.
 */
readonly dropped: number
/**
 * Asks for what comes before these, as `before`; null when there is nothing.
 */
readonly next: (number | null)
}
export interface WaitRequest {
readonly match?: JournalMatch
/**
 * Only entries with a larger id.
 */
readonly after?: number
/**
 * In ms of real time.
 */
readonly timeout?: number
}
export interface VerifyRequest {
readonly match?: JournalMatch
readonly times?: number
readonly at_least?: number
readonly at_most?: number
}
export interface Proof {
readonly count: number
}
export interface Disproof {
readonly detail: string
readonly count: number
/**
 * Entries that do not match, but nearly; the nearest first, three at most.
 */
readonly nearest: readonly NearMiss[]
}
export interface NearMiss {
readonly entry: JournalEntry
/**
 * What does not match, such as `reason: "a" instead of "b"`.
 */
readonly differs: readonly string[]
}
export interface NothingMore {

}
export interface ReloadEvent {
readonly because: ("new" | "restarted" | "missed")
}
export interface TokenEvent {
/**
 * Revoked, or given another end of life.
 */
readonly change: ("revoked" | "moved")
readonly token: ListedToken
}
/**
 * Tokens were issued (which then are at the end of the list), or all of them were replaced.
 */
export interface TokensEvent {
readonly change: ("issued" | "replaced")
}
/** The operations, by their names. */
export type OperationId = 'health' | 'readiness' | 'metrics' | 'document' | 'contract' | 'catalogue' | 'signIn' | 'listTokens' | 'issueTokens' | 'getToken' | 'revokeToken' | 'expireToken' | 'reset' | 'listSnapshots' | 'saveSnapshot' | 'forgetSnapshot' | 'restoreSnapshot' | 'listWorlds' | 'deleteWorld' | 'getSwitches' | 'setSwitches' | 'adoptReadings' | 'getTime' | 'setTime' | 'realTime' | 'advanceTime' | 'listAnswers' | 'forceAnswer' | 'forgetAnswers' | 'forgetAnswer' | 'listJournal' | 'clearJournal' | 'getEntry' | 'waitForEntry' | 'verifyJournal' | 'events'
/** The body of each operation that has one. */
export interface Bodies {
readonly signIn: SignIn
readonly issueTokens: IssueRequest
readonly revokeToken: RevokeOrder
readonly expireToken: ExpireOrder
readonly reset: ResetRequest
readonly setSwitches: SwitchChanges
readonly adoptReadings: Report
readonly setTime: TimeChange
readonly advanceTime: TimeAdvance
readonly forceAnswer: ForcedAnswerOrder
readonly waitForEntry: WaitRequest
readonly verifyJournal: VerifyRequest
}
/** The data of each event. */
export interface EventData {
readonly 'reload': ReloadEvent
readonly 'journal': JournalEntry
readonly 'journal-cleared': NothingMore
readonly 'token': TokenEvent
readonly 'tokens': TokensEvent
readonly 'switches': Switches
readonly 'answers': ForcedAnswerList
readonly 'time': Time
readonly 'snapshots': SnapshotList
readonly 'worlds': WorldList
readonly 'gone': NothingMore
}
