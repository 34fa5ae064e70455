/** What an implementation may choose in one place: what a fair judge accepts, and what it warns about. */
export interface Choices {
  /** The situation the choice is about. */
  readonly about: string
  /** The first is the default. */
  readonly accepted: readonly string[]
  readonly warned?: readonly string[]
}

/** Where the contract leaves a choice: its name, and what an implementation may choose. A number is a status. */
export const choices = {
  // The state of tokens
  repeat: { about: 'a second revocation of the same token', accepted: ['201', '400', '404', '422'], warned: ['409', '410'] },
  self: { about: 'a token revokes itself', accepted: ['201', '400', '403', '404'], warned: ['409'] },
  'expired-target': { about: 'a manager revokes an expired token', accepted: ['201', '400', '404', '422'], warned: ['409', '410'] },

  // Permission and existence
  foreign: { about: 'a caller without permission revokes the token of another', accepted: ['403', '404'] },
  'foreign-unknown': { about: 'a caller without permission revokes an unknown UUID', accepted: ['404', '403'] },
  unknown: { about: 'a manager revokes an unknown UUID', accepted: ['404'], warned: ['403'] },
  'nil-uuid': { about: 'a UUID that nobody generates: nil, max, an odd version or variant', accepted: ['404', '400', '422'] },
  'not-a-uuid': { about: 'an id that is no UUID', accepted: ['404', '400', '422'] },
  'overlong-id': { about: 'an id of more than 255 characters', accepted: ['404', '400', '414', '422', '431'] },
  'other-spelling': { about: 'the UUID in upper case, in braces, without hyphens, as a URN', accepted: ['201', '400', '404', '422'] },

  // Credentials
  'malformed-credential': { about: 'the bearer scheme with no token, two tokens, illegal characters', accepted: ['401', '400'] },
  'two-authorizations': { about: 'two Authorization lines', accepted: ['401', '400', 'first', 'last'] },
  'scheme-case': { about: '"bearer" in another case', accepted: ['any'], warned: ['exact'] },

  // What is looked at first
  'check-order': { about: 'a bad credential with a bad body', accepted: ['credential-first', 'body-first'] },
  'id-check-order': { about: 'a bad credential with an id that is no UUID', accepted: ['credential-first', 'route-first'] },

  // The body as bytes
  'empty-body': { about: 'an empty body with a JSON content type', accepted: ['201'], warned: ['400', '415', '422'] },
  'blank-body': { about: 'a body of white space', accepted: ['422', '201', '400'] },
  'media-type': { about: 'a body of another content type', accepted: ['422', 'ignored', 'sniffed', '400', '415'] },
  'no-content-type': { about: 'a body without a content type', accepted: ['sniffed', 'ignored', '400', '415', '422'] },
  'merge-patch': { about: 'application/merge-patch+json and its like', accepted: ['201', '400', '415', '422'] },
  chunked: { about: 'a chunked body', accepted: ['201'], warned: ['411'] },
  bom: { about: 'a byte order mark before the JSON', accepted: ['201', '400', '422'] },
  'utf-16': { about: 'JSON in UTF-16', accepted: ['400', '201', '415', '422'] },

  // The body as JSON
  'malformed-json': { about: 'a body that is no JSON', accepted: ['422', '400'] },
  'lenient-json': { about: 'NaN, comments, trailing commas or text, raw control characters', accepted: ['422', '400', 'nan', '201'] },
  'wrong-type': { about: 'JSON of the wrong types', accepted: ['422'], warned: ['400'] },
  'odd-keys': { about: '`__proto__`, `Reason`, huge numbers, deep nesting', accepted: ['201', '400', '413', '422'] },
  'duplicate-keys': { about: '`reason` twice', accepted: ['last', 'first', '400', '422'] },
  nul: { about: 'NUL in the reason', accepted: ['201', '400', '422'] },
  surrogate: { about: 'a lone surrogate in the reason', accepted: ['201', '400', '422'] },
  'long-reason': { about: 'a reason of more than 1000 characters', accepted: ['201', '400', '413', '422'] },

  // HTTP
  'other-method': { about: 'GET, HEAD, PUT, PATCH, DELETE', accepted: ['405', '401', '403', '404', '501'], warned: ['200'] },
  options: { about: 'OPTIONS that is no preflight', accepted: ['204', '200', '401', '403', '404', '405'] },
  'trailing-slash': { about: 'a slash at the end', accepted: ['404', '201', '307', '308', '405'], warned: ['301', '302', '303'] },
  'wire-error-body': { about: 'errors before the application is reached', accepted: ['json'], warned: ['html', 'text', 'empty'] },
  'date-header': { about: 'the Date header', accepted: ['present'], warned: ['absent'] },

  // What answers look like
  'error-body': { about: 'errors but 422', accepted: ['detail', 'envelope'], warned: ['message', 'problem', 'empty'] },
  'validation-body': { about: 'a 422', accepted: ['fastapi', 'minimal'], warned: ['empty-object'] },
  'success-flag': { about: '`success` in a 201', accepted: ['true'], warned: ['absent'] },
  message: { about: '`message` and `code` in a 201', accepted: ['given', 'null', 'absent'] },
  'optional-fields': {
    about: '`name`, `revoked_by`, `revocation_reason` in a 201',
    accepted: ['given', 'reason-only', 'reason-only-null'],
    warned: ['null', 'absent'],
  },
  'actor-case': { about: '`revoked_by`', accepted: ['as-given', 'upper'] },
  'timestamp-format': {
    about: '`revoked_at`',
    accepted: ['milliseconds', 'seconds', 'microseconds', 'nanoseconds', 'offset', 'west', 'lower-case'],
  },
  'id-spelling': { about: '`data.id`', accepted: ['canonical', 'upper', 'bare', 'braces', 'urn'] },
} as const
