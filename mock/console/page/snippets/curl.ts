import type { SnippetRequest } from './snippet-request.ts'

/** The request as a command for a POSIX shell with curl. Pasted as it is, it sends what was sent and does nothing else. */
export function curlOf({ method, url, headers, body, remarks }: SnippetRequest): string {
  const isPiped = body?.text === undefined || body.text.includes('\0')
  const hasType = headers.some(([name]) => name.toLowerCase() === 'content-type')
  const words = [
    `curl -i ${method === 'HEAD' ? '--head' : `-X ${/^[A-Z]+$/.test(method) ? method : quoted(method)}`} ${flagsFor(url)}${quoted(url)}`,
    // A header without a value is left out by curl unless it is written with a semicolon.
    ...headers.map(([name, value]) => `-H ${quotedBytes(value === '' ? `${name};` : `${name}: ${value}`)}`),
    // Else curl would call it a form.
    ...(body !== undefined && !hasType ? [`-H 'Content-Type:'`] : []),
    ...(body === undefined ? [] : [isPiped ? '--data-binary @-' : `--data-raw ${quoted(body.text ?? '')}`]),
  ]
  const source = body !== undefined && isPiped ? `printf %s ${quoted(base64Of(body))} | base64 -d | ` : ''
  return `${remarks.map((remark) => `# ${remark}\n`).join('')}${source}${words.join(' \\\n  ')}\n`
}

/** What keeps curl from reading the address as a pattern, and from tidying its path. */
function flagsFor(url: string): string {
  return `${/[{}[\]]/.test(url) ? '--globoff ' : ''}${url.includes('/.') ? '--path-as-is ' : ''}`
}

function base64Of({ text, base64 }: { readonly text?: string; readonly base64?: string }): string {
  if (base64 !== undefined) return base64
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCodePoint(byte)).join(''))
}

/** One word of a shell, in UTF-8. What a terminal would obey or a reader could not see is written as its bytes. */
function quoted(text: string): string {
  return unsafe.test(text) ? ansiQuoted(new TextEncoder().encode(text)) : simplyQuoted(text)
}

/** One word whose characters are bytes, as those of a header are. */
function quotedBytes(text: string): string {
  if (!/^[\u0000-\u00ff]*$/.test(text)) return quoted(text)
  return /^[\x20-\x7e]*$/.test(text) ? simplyQuoted(text) : ansiQuoted(Uint8Array.from(text, (character) => character.codePointAt(0) ?? 0))
}

/** All but line feeds; a tab would complete a file name in an interactive shell. */
const unsafe = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/

function simplyQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function ansiQuoted(bytes: Uint8Array): string {
  const characters = [...bytes].map((byte) => {
    const character = String.fromCodePoint(byte)
    // Octal digits: of hexadecimal ones a shell may take more than two.
    return /[\w .,:;/=+@%(){}[\]"-]/.test(character) ? character : `\\${byte.toString(8).padStart(3, '0')}`
  })
  return `$'${characters.join('')}'`
}
