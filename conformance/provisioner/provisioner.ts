import type { TokenKind } from '../history/events.ts'

/** Every kind of token that is asked for. */
export const tokenKinds: readonly TokenKind[] = ['manager', 'revocable', 'outsider', 'expired']

/** A token fresh from a provisioner, with its secret. */
export interface IssuedToken {
  readonly kind: TokenKind
  readonly id: string
  /** At least 16 characters, legal as a bearer token (RFC 6750 section 2.1). Belongs in no message and no report. */
  readonly secret: string
  readonly jti?: string
  readonly name?: string
  readonly email?: string
  readonly owner?: string
  /** RFC 3339. */
  readonly expiresAt?: string
}

/** What issues tokens for a target. What it returns has been checked: shape, kind, and that nothing comes twice in a run. */
export interface Provisioner {
  /** Whether the number of tokens is fixed from the start. */
  readonly limited: boolean
  /**
   * Between one token and `count` of them; fewer only when there are no more.
   *
   * @throws ProvisionerError; `KIND_UNAVAILABLE` and `EXHAUSTED` concern this kind only, after any other nothing more can be expected.
   */
  issue(kind: TokenKind, count: number): Promise<IssuedToken[]>
  /** How many tokens of a kind are left; there when `limited`. */
  remaining?(kind: TokenKind): number
  /** Ends what it holds, such as a child process; never rejects. */
  close(): Promise<void>
}

/** How tokens are had in one of the four ways; what it answers is not checked yet. */
export interface TokenSource {
  /** For messages, such as `https://…/tokens`. */
  readonly name: string
  /** Its answer, as `{ tokens: [item, …] }` when it keeps to the protocol. */
  ask(kind: TokenKind, count: number): Promise<unknown>
  remaining?(kind: TokenKind): number
  close(): Promise<void>
}

/** How a provisioner is reached. */
export interface ProvisionerOptions {
  /** `--provisioner-header`, for one that is reached over HTTP. */
  readonly headers?: readonly (readonly [name: string, value: string])[]
  /** Longest wait for one answer, in ms. Default 30,000. */
  readonly timeout?: number
  /** PEM texts for HTTPS, and whether the certificate is checked (default true). */
  readonly ca?: string | Buffer
  readonly cert?: string | Buffer
  readonly key?: string | Buffer
  readonly verify?: boolean
  /** URL of an HTTP proxy. */
  readonly proxy?: string
  /** Where relative file names begin and commands run. Default: the working directory. */
  readonly cwd?: string
}

/** Default of `ProvisionerOptions.timeout`. */
export const defaultTimeout = 30_000

/** An answer longer than this, in bytes, is not read to its end. */
export const longestAnswer: number = 2 ** 24
