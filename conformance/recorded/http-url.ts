/** Whether a text is a URL of HTTP, with or without TLS: the format `http-url` of `history-v1.json`. */
export function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
