import { scanJson } from './json-scan.ts'

/** NaN and the infinities, which Python's `json` reads, written as numbers that JSON has and that are as far from a text. */
export function withoutNaN(text: string): string {
  return outsideStrings(text, (part) => part.replaceAll(/\b(?:NaN|Infinity)\b/g, '1e999'))
}

/**
 * JSON out of a text that a lenient parser takes for it: with `NaN`, comments, trailing commas, raw control characters,
 * or text behind the value. What is truncated or otherwise broken stays as broken as it was.
 */
export function strictened(text: string): string {
  const strict = outsideStrings(withoutNaN(withoutComments(text)), (part) => part.replaceAll(/,(\s*[}\]])/g, '$1')).replaceAll(
    stringPattern,
    (part) => part.replaceAll(controlCharacter, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
  )
  const { error } = scanJson(strict)
  return error?.message === 'Extra data' ? strict.slice(0, error.position) : strict
}

const stringPattern = /"(?:[^"\\]|\\.)*"/gs
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const controlCharacter = /[\u0000-\u001f]/g

function withoutComments(text: string): string {
  return text.replaceAll(/("(?:[^"\\]|\\.)*")|\/\*.*?\*\/|\/\/[^\n]*/gs, (_, string: string | undefined) => string ?? ' ')
}

function outsideStrings(text: string, change: (part: string) => string): string {
  return text
    .split(/("(?:[^"\\]|\\.)*")/s)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('')
}
