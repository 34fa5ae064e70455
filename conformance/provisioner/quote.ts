import { Masker, shortestSecret } from '../history/mask.ts'

/** Longest quote, in characters. */
const longestQuote = 200
/** Of a longer text only this much is looked at; a secret that is cut here lies far beyond the quote. */
const longestLook = 20_000

/**
 * What a provisioner said, fit to be shown: on one line, at most 200 characters, in quotation marks, without secrets.
 *
 * Hidden are the secrets it is told of, in every disguise, and whatever looks like one: the value of a `secret`, a bearer
 * credential, and any long run of letters and digits that is no UUID. Rather too much than too little: it is a message,
 * not evidence.
 */
export function quote(words: string, secrets: Iterable<string> = []): string {
  const masker = new Masker()
  for (const secret of secrets) if (secret.length >= shortestSecret) masker.add(secret, 'secret')
  const safe = hideLookalikes(masker.maskText(words.slice(0, longestLook)).replaceAll('⟦secret⟧', hidden))
  const line = safe.replaceAll(/[\s\p{C}]+/gu, ' ').trim()
  return `"${line.length > longestQuote ? `${line.slice(0, longestQuote - 1)}…` : line}"`
}

/** The end of what a process wrote before it died, quoted: from the last line that speaks of an error, if there is one. */
export function quoteEnd(words: string): string {
  const lines = words.trim().split('\n')
  const error = lines.findLastIndex((line) => /error|exception|fatal|denied|not found|cannot|failed/i.test(line))
  return quote(error < 0 ? words.trim().slice(-longestQuote) : lines.slice(error).join('\n'))
}

const hidden = '⟦secret⟧'

function hideLookalikes(words: string): string {
  return words
    .replaceAll(/("(?:secret|token|password|authorization)"\s*:\s*")(?:[^"\\]|\\.)*/giu, `$1${hidden}`)
    .replaceAll(/\b(bearer|basic)\s+[^\s"',;⟦]+/giu, `$1 ${hidden}`)
    .replaceAll(/\bdz_[\w\-.~+/=]*/gu, hidden)
    .replaceAll(/[\w\-.~+]{16,}={0,2}/gu, (run) => (isHarmless(run) ? run : hidden))
}

/** A UUID, words (of a file or a host), a number, a point in time. */
function isHarmless(run: string): boolean {
  const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(run)
  const parts = run.split(/[-._~+=]/)
  return isUuid || /^[\d\-.+T:Z]+$/.test(run) || parts.every((part) => /^[A-Za-z]{0,15}\d{0,4}$/.test(part))
}
