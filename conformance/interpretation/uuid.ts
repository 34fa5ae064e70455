const canonical = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a text is a UUID as RFC 9562 section 4 prints it, in either case. */
export function isUuid(text: string): boolean {
  return canonical.test(text)
}

/** The UUID that a text spells, whatever stands between and around its 32 digits, as it is printed in lower case; else `undefined`. */
export function uuidOf(text: string): string | undefined {
  if (isUuid(text)) return text.toLowerCase()
  const digits = text.replace(/^\s*(?:urn:)?(?:uuid:)?/i, '').replaceAll(/[^0-9a-z]/gi, '')
  return /^[0-9a-f]{32}$/i.test(digits) ? digits.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') : undefined
}

/** Version and variant, the two fields in which an issued id and a made-up one should agree; `nil` and `max` for those. */
export function uuidShape(text: string): string {
  return printedShape(uuidOf(text) ?? '')
}

/** The shape of a UUID that is printed in lower case. */
export function printedShape(uuid: string): string {
  const version = uuid[14]
  if (version === '0' && /^[0-]+$/.test(uuid)) return 'nil'
  if (version === 'f' && /^[f-]+$/.test(uuid)) return 'max'
  return `v${version} ${'89ab'.includes(uuid[19] ?? '-') ? 'rfc' : 'other'}`
}
