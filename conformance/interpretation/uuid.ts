const canonical = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a text is a UUID as RFC 9562 section 4 prints it, in either case. */
export function isUuid(text: string): boolean {
  return canonical.test(text)
}

/** The 32 hex digits, lower case, of any text that spells one UUID whatever stands between and around them; else `undefined`. */
export function uuidDigits(text: string): string | undefined {
  if (isUuid(text)) return text.replaceAll('-', '').toLowerCase()
  const digits = text.replace(/^\s*(?:urn:)?(?:uuid:)?/i, '').replaceAll(/[^0-9a-z]/gi, '')
  return /^[0-9a-f]{32}$/i.test(digits) ? digits.toLowerCase() : undefined
}

/** Version and variant, the two fields in which an issued id and a made-up one should agree; `nil` and `max` for those. */
export function uuidShape(text: string): string {
  const digits = uuidDigits(text) ?? ''
  const version = digits[12]
  if (version === '0' && /^0{32}$/.test(digits)) return 'nil'
  if (version === 'f' && /^f{32}$/.test(digits)) return 'max'
  return `v${version} ${/[89ab]/.test(digits[16] ?? '') ? 'rfc' : 'other'}`
}
