const canonical = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/
const spellings = /^(?:urn:uuid:)?\{?([\da-f]{8})-?([\da-f]{4})-?([\da-f]{4})-?([\da-f]{4})-?([\da-f]{12})\}?$/i

/**
 * The lower-case spelling with hyphens (RFC 9562 section 4) of a UUID in any usual one: upper case, without hyphens, in
 * braces, as a URN. `undefined` for what is no UUID.
 */
export function uuidOf(text: string): string | undefined {
  if (canonical.test(text)) return text
  return spellings.exec(text)?.slice(1).join('-').toLowerCase()
}

/** Whether a UUID, in lower case with hyphens, has a version and the variant that RFC 9562 gives to generated ones. */
export function isGenerated(uuid: string): boolean {
  return /^.{14}[1-8].{4}[89ab]/.test(uuid)
}
