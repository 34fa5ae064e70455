import type { Content } from '../../../control/generated/types.ts'

/** A body to be read: JSON in lines where that loses nothing, else as it is. */
export function shownBody({ text, base64, length, cut }: Content): string {
  const shown = text === undefined ? `${base64 ?? ''}\n(${length} bytes that are not UTF-8, as base64)` : indented(text)
  return cut === true ? `${shown}\n… (${length} bytes in all)` : shown
}

/** Only JSON that is written as we would: reading and writing another one may drop a key or round a number. */
function indented(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    const isOurs = JSON.stringify(value) === text.replaceAll(/(?<=[{[,:]) +(?=["{[\d])/g, '')
    return isOurs ? JSON.stringify(value, null, 2) : text
  } catch {
    return text
  }
}
