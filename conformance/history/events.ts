/**
 * What a run leaves behind: a header, then every event in the order it ended, then a footer. No footer means that the
 * run was cut short. No event holds a secret: see `mask.ts`.
 *
 * All times (`begin`, `end`, `at`) are milliseconds with fractions on one monotonic clock that starts near 0.
 */
export type HistoryEvent = Header | Issued | Unavailable | Exchange | ConnectionEvent | Restart | Shrunk | Notice | Footer

/** What kind of credential a provisioner issues. */
export type TokenKind = 'manager' | 'revocable' | 'outsider' | 'expired'

/** A token as the history knows it: everything but its secret. */
export interface TokenRecord {
  /** Unique within the run, such as `revocable-7`; the only name a report uses. */
  readonly alias: string
  /** `unknown`: seen in the traffic of others, and nobody said what it may do. */
  readonly kind: TokenKind | 'unknown'
  /** The id under which the target knows it; empty where only its credential was seen. */
  readonly id: string
  readonly jti?: string
  readonly name?: string
  readonly email?: string
  readonly owner?: string
  /** RFC 3339, as the provisioner said it. */
  readonly expiresAt?: string
}

/** One way to reach the target. `probe` doors offer another protected operation, never the revoke operation. */
export interface Door {
  readonly name: string
  readonly kind: 'target' | 'replica' | 'probe'
  /** Without credentials; a path prefix is kept. */
  readonly url: string
  /** One address of several that its host resolves to. */
  readonly address?: string
  /** Of a `probe` door, such as `GET /api/v1/me`. */
  readonly operation?: string
}

/** First event of a history: what was declared before anything was sent. */
export interface Header {
  readonly kind: 'header'
  readonly version: 1
  readonly suite: string
  readonly contractDigest: string
  readonly contractPath: string
  readonly seed: number
  readonly profile: string
  /** RFC 3339 wall-clock time of this machine at monotonic time 0. */
  readonly startedAt: string
  readonly doors: readonly Door[]
  /** Declared delay, in ms, after which a revocation holds everywhere; 0 unless `--propagation`. */
  readonly propagation: number
  /** `--request-timeout`, in ms. */
  readonly requestTimeout: number
  /** Absent: every requirement is judged. */
  readonly asked?: Asked
  /** Version of Node that the suite ran on. */
  readonly node?: string
  /** What a certifier asked the run to carry: it stands in reasons that the target was sent. */
  readonly challenge?: string
  /** These are requests of others, recorded on their way: nobody tried a made-up credential on purpose. */
  readonly witnessed?: true
}

/** What the user asked for beforehand. With it, a history is judged to the very verdicts of its run. */
export interface Asked {
  /** The target as it was given. */
  readonly target: string
  readonly selection: Selection
  /** Readings that are pinned: name to the only status that is right. */
  readonly expect?: Readonly<Record<string, string>>
  readonly baseline?: Baseline
  /** Whether a single case was to be run again. */
  readonly replay?: true
  /** What runs all of it again, as words after `dayzero-contract`. */
  readonly again?: string
}

/** What the user decided beforehand about single requirements: ids, families, or beginnings that end in `*`. */
export interface Selection {
  readonly only: readonly string[]
  readonly skip: readonly string[]
  readonly allowUnexercised: readonly string[]
}

/** What is known of a target that does not keep the contract yet. */
export interface Baseline {
  readonly failures: readonly KnownFailure[]
  /** `must` requirements that nothing brought about, perhaps because of a failure. */
  readonly unexercised: readonly string[]
}

/** A failure that is known and does not fail the gate. */
export interface KnownFailure {
  readonly requirement: string
  readonly key: string
}

/**
 * A token came from the provisioner, or was seen in the traffic of others. Of several about one token the latest counts:
 * whose credential was seen may get its id later.
 */
export interface Issued {
  readonly kind: 'issued'
  readonly token: TokenRecord
  /** Tokens of one answer of the provisioner share a batch. */
  readonly batch: number
  /** The untouched control of its batch: never revoked, never used to act, only probed. */
  readonly control: boolean
  readonly begin: number
  readonly end: number
  /**
   * Set where nobody vouches for its life outside of this history, so that it may not be issued any more, or be revoked
   * already, whatever was seen. `declared`: a file told of it; `traffic`: its credential or its id went by.
   */
  readonly provenance?: 'declared' | 'traffic'
}

/** A kind of token cannot be had (any more). The latest word about a kind counts. */
export interface Unavailable {
  readonly kind: 'unavailable'
  readonly tokens: TokenKind
  /** In the provisioner's words, secrets masked. */
  readonly reason: string
  readonly at: number
}

/** One attempt on the wire: a request and what came of it. Attempts that got no answer are exchanges, too. */
export interface Exchange {
  readonly kind: 'exchange'
  /** 1, 2, 3 … in the order the requests began. */
  readonly id: number
  /** Which scenario sent it, or `calibration`, `control`, `sweep`, `cleanup`. */
  readonly scenario: string
  /** The case it belongs to, unique in the run; shrunken variants are cases of their own. */
  readonly case: string
  readonly door: string
  /** Which connection carried it; numbers are never used twice. */
  readonly connection: number
  /** Whether that connection had carried an exchange before. */
  readonly reused: boolean
  /** The instant before the first byte was written. */
  readonly begin: number
  /** The instant after the last byte of the answer was read; `null` when there was no full answer. */
  readonly end: number | null
  readonly request: RecordedRequest
  readonly response: RecordedResponse | null
  /** Why there was no full answer; `null` when there was one. */
  readonly failure: Failure | null
}

/** Header fields in the order and spelling of the wire; a value is read as UTF-8 where its bytes are, else as latin1. */
export type HeaderFields = readonly (readonly [name: string, value: string])[]

export interface RecordedRequest {
  readonly method: string
  /** The request target as sent: path and query, never normalised. */
  readonly target: string
  readonly headers: HeaderFields
  /** `null`: no body was sent. An empty body that was announced (`Content-Length: 0`) is `{ text: '', length: 0 }`. */
  readonly body: RecordedBody | null
  /** `raw`: bytes that are no well-formed HTTP request were sent on purpose; the other fields say what they resemble. */
  readonly framing: 'none' | 'length' | 'chunked' | 'raw'
  /** The bytes that were sent, when `framing` is `raw`, and what is unusual about them, such as `broken chunks`. */
  readonly raw?: RecordedBody
  readonly shape?: string
}

export interface RecordedResponse {
  readonly status: number
  readonly httpVersion: '1.0' | '1.1' | '2'
  readonly headers: HeaderFields
  readonly body: RecordedBody
}

/**
 * Bytes of a body. `text` when they are valid UTF-8, else `base64`. `length` is their true number; when more came than
 * is kept, `sha256` (hex, of all the bytes that were read) says which they were and `capped` is true.
 */
export interface RecordedBody {
  readonly text?: string
  readonly base64?: string
  readonly length: number
  readonly sha256?: string
  readonly capped?: true
}

/** Why an exchange has no full answer. */
export interface Failure {
  readonly code:
    | 'connect' // no connection could be opened
    | 'timeout' // nothing more came in time
    | 'closed' // the other side closed before the answer was whole
    | 'reset' // the other side reset the connection
    | 'aborted' // we dropped the connection on purpose
    | 'malformed' // bytes came that are no HTTP answer
    | 'too-large' // headers or body beyond what the client reads
    | 'interrupted' // the run was ended
  /** In words, secrets masked. */
  readonly message: string
  /** How many bytes of an answer had been read. */
  readonly bytesRead: number
  /** When it was noticed. */
  readonly at: number
}

export interface ConnectionEvent {
  readonly kind: 'connection'
  readonly connection: number
  readonly door: string
  readonly event: 'opened' | 'closed'
  /** `h2` when ALPN chose HTTP/2. */
  readonly protocol?: 'http/1.1' | 'h2'
  /** SHA-256 of the certificate that the other side presented, in hex; of `opened` over TLS. */
  readonly certificate?: string
  /** It was closed because bytes came that nobody had asked for. */
  readonly unsolicited?: true
  readonly at: number
}

/** `--restart COMMAND` ran; answers in between prove nothing. */
export interface Restart {
  readonly kind: 'restart'
  readonly begin: number
  readonly end: number
}

/** A failing case after shrinking, and how to run exactly it again. */
export interface Shrunk {
  readonly kind: 'shrunk'
  readonly requirement: string
  readonly scenario: string
  /** The id of the smallest case that failed. */
  readonly case: string
  /** Arguments after `dayzero-contract`, such as `check --replay …`. */
  readonly replay: string
  /** How often fast-check shrank it. */
  readonly shrinks: number
  readonly at: number
}

/** Something that a reader of the outcome should know, in a sentence, secrets masked. */
export interface Notice {
  readonly kind: 'notice'
  readonly message: string
  readonly at: number
}

export interface Footer {
  readonly kind: 'footer'
  readonly at: number
  /** `false` when the run was interrupted; then nothing may be called passed. */
  readonly complete: boolean
  /** Why it is not complete. */
  readonly reason?: string
  /** Tokens that could not be revoked at the end. */
  readonly leftovers?: readonly Leftover[]
  /** The first failure that was seen (with `--fail-fast`, of those asked for): ms and requests since the start. */
  readonly firstFinding?: FirstFinding
}

export interface Leftover {
  readonly alias: string
  readonly reason: string
}

export interface FirstFinding {
  readonly requirement: string
  readonly elapsed: number
  readonly requests: number
}
