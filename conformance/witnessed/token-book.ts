import type { Issued, TokenRecord } from '../history/events.ts'
import type { Masker } from '../history/mask.ts'
import { shortestSecret } from '../history/mask.ts'
import { isUuid, uuidOf, uuidShape } from '../interpretation/uuid.ts'
import type { IssuedToken } from '../provisioner/index.ts'

/** What was seen or said of one token so far. */
interface Entry {
  issued: Issued
  secret?: string
}

/** `exclusive`: nobody else uses the target meanwhile, so that no token exists but those that were declared or issued. */
export type Company = 'shared' | 'exclusive'

/**
 * The tokens of other people's traffic: names them, makes their secrets known to the masker before anything is recorded, and
 * links credentials to ids, by what a provisioner answered, by a file, or by the `jti` of a JWT.
 */
export class TokenBook {
  readonly #masker: Masker
  readonly #company: Company
  readonly #tell: (issued: Issued) => void
  readonly #entries = new Map<string, Entry>()
  readonly #bySecret = new Map<string, string>()
  readonly #byJti = new Map<string, string>()
  readonly #byId = new Map<string, string>()
  readonly #facts = new Set<string>()
  readonly #shapes = new Set<string>()
  readonly #counts = new Map<string, number>()
  #batches = 0
  #strangers = 0

  /** @param tell Gets every token as it becomes known, and again when more is known of it. */
  constructor(masker: Masker, company: Company, tell: (issued: Issued) => void) {
    this.#masker = masker
    this.#company = company
    this.#tell = tell
  }

  /** Tokens that a file tells of. */
  declare(tokens: readonly IssuedToken[], at: number): void {
    this.#batches += 1
    const provenance = this.#company === 'shared' ? ({ provenance: 'declared' } as const) : {}
    for (const token of tokens) this.#introduce(token, { begin: at, end: at, ...provenance })
  }

  /** Tokens in the answer of a provisioner that went by. */
  issue(tokens: readonly IssuedToken[], begin: number, end: number): void {
    this.#batches += 1
    for (const token of tokens) this.#introduce(token, { begin, end })
  }

  /** A credential goes by. An id or a `jti` is no secret, and none that is right; what is made of a known secret is told by its mark. */
  bearer(secret: string, at: number): void {
    if (this.#facts.has(keyOf(secret)) || this.knows(secret)) return
    if (this.#company === 'exclusive') {
      if (isUuid(secret)) return
      this.#strangers += 1
      return this.#masker.add(secret, `somebody-${this.#strangers}~unknown`)
    }
    this.#introduce({ kind: 'unknown', id: '', secret }, { begin: at, end: at, provenance: 'traffic' })
  }

  /** An id goes by in a path. It may be a token's if it looks like one, and certainly is if it was revoked. */
  id(id: string, at: number, isRevoked: boolean): void {
    if (!isRevoked && !(isUuid(id) && ['v4 rfc', ...this.#shapes].includes(uuidShape(id)))) return
    if (this.#byId.has(keyOf(id)) || this.#company === 'exclusive') return
    this.#introduce({ kind: 'unknown', id: canonical(id) }, { begin: at, end: at, provenance: 'traffic' })
  }

  /** Something about a token that is no secret: its `jti`. */
  fact(text: string): void {
    this.#facts.add(keyOf(text))
  }

  /** A credential, or the JWT with a `jti`, belongs to an id. */
  link({ secret, jti }: { readonly secret?: string; readonly jti?: string }, id: string): void {
    const alias = secret === undefined ? this.#byJti.get(jti ?? '') : this.#bySecret.get(secret)
    const entry = alias === undefined ? undefined : this.#entries.get(alias)
    if (alias === undefined || entry === undefined || entry.issued.token.id !== '') return
    const other = this.#byId.get(keyOf(id))
    const known = other === undefined ? undefined : this.#entries.get(other)
    // The id was seen before: it is this token's, and the name for the id alone is given up.
    if (other !== undefined && known !== undefined) this.#revise(other, known, { id: '' })
    this.#revise(alias, entry, { id: canonical(id) })
    this.#byId.set(keyOf(id), alias)
  }

  /** Whether a text spells the id of a token. */
  names(text: string): boolean {
    return this.#byId.has(keyOf(text))
  }

  /** Whether a text is, or holds, a secret that will be masked. */
  knows(text: string): boolean {
    return this.#bySecret.has(text) || this.#masker.maskText(text).includes('\u27e6')
  }

  /** How many credentials went by whose id is not known. */
  get unlinked(): number {
    return [...this.#entries.values()].filter(({ secret, issued }) => secret !== undefined && issued.token.id === '').length
  }

  #introduce(
    { secret, ...facts }: Omit<TokenRecord, 'alias'> & { readonly secret?: string },
    when: Pick<Issued, 'begin' | 'end' | 'provenance'>,
  ): void {
    const known = (secret === undefined ? undefined : this.#bySecret.get(secret)) ?? this.#byId.get(keyOf(facts.id))
    if (known !== undefined) return this.#complete(known, facts, secret)
    const name = facts.kind === 'unknown' ? 'token' : facts.kind
    const number = (this.#counts.get(name) ?? 0) + 1
    this.#counts.set(name, number)
    const alias = `${name}-${number}`
    this.#learn(alias, facts.id, secret)
    if (facts.jti !== undefined) this.fact(facts.jti)
    if (when.provenance === 'traffic') this.#batches += 1
    const issued: Issued = { kind: 'issued', token: { alias, ...facts }, batch: this.#batches, control: false, ...when }
    this.#entries.set(alias, { issued, ...(secret === undefined ? {} : { secret }) })
    this.#tell(issued)
  }

  /** More is said of a token that has a name already. */
  #complete(alias: string, facts: Omit<TokenRecord, 'alias'>, secret: string | undefined): void {
    const entry = this.#entries.get(alias)
    if (entry === undefined || entry.issued.token.kind !== 'unknown' || facts.kind === 'unknown') return
    this.#learn(alias, facts.id, secret)
    this.#revise(alias, entry, facts)
  }

  #learn(alias: string, id: string, secret: string | undefined): void {
    if (secret !== undefined && secret.length >= shortestSecret) {
      this.#masker.add(secret, alias)
      this.#bySecret.set(secret, alias)
      const jti = jtiOf(secret)
      if (jti !== undefined) this.#byJti.set(jti, alias)
    }
    if (id === '') return
    this.#byId.set(keyOf(id), alias)
    if (isUuid(id)) this.#shapes.add(uuidShape(id))
    this.fact(id)
  }

  #revise(alias: string, entry: Entry, facts: Partial<TokenRecord>): void {
    entry.issued = { ...entry.issued, token: { ...entry.issued.token, ...facts, alias }, provenance: entry.issued.provenance ?? 'traffic' }
    this.#tell(entry.issued)
  }
}

/** Nobody said how the target writes it; as RFC 9562 does, for all we know. */
function canonical(id: string): string {
  return isUuid(id) ? id.toLowerCase() : id
}

/** Every spelling of a UUID is one id. */
function keyOf(id: string): string {
  return uuidOf(id) ?? id
}

/** The `jti` in a JWT, also after a prefix such as `dz_`; its signature is nobody's business here. */
function jtiOf(secret: string): string | undefined {
  const [, payload = ''] = /(?:^|_)eyJ[\w-]*\.([\w-]+)\.[\w-]*$/.exec(secret) ?? []
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    const jti = typeof claims === 'object' && claims !== null && 'jti' in claims ? claims.jti : undefined
    return typeof jti === 'string' && jti !== '' ? jti : undefined
  } catch {
    return undefined
  }
}
