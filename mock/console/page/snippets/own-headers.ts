/** Whether a header is one that a client writes by itself, anew with each request. Of cookies the journal keeps nothing. */
export function isOwn(name: string): boolean {
  return own.test(name)
}

const own =
  /^(?:host|connection|keep-alive|content-length|transfer-encoding|te|upgrade|expect|user-agent|accept-encoding|accept-language|origin|referer|priority|cache-control|pragma|dnt|upgrade-insecure-requests|cookie|sec-.*)$/i
