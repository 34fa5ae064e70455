import { hash } from 'node:crypto'
import { isUuid } from '../interpretation/uuid.ts'

/**
 * UUIDs that nobody issued, fresh at each call and the same for the same seed. They have the version and variant of
 * `like`, an issued id, since a target may refuse others by their form alone.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9562#section-4
 */
export function unknownIds(seed: number): (like?: string) => string {
  let count = 0
  return (like) => {
    count += 1
    const digits = hash('sha256', `${seed}/${count}`).slice(0, 32).split('')
    const model = like !== undefined && isUuid(like) ? like.replaceAll('-', '').toLowerCase() : '00000000000040008000000000000000'
    digits[12] = model[12] ?? '4'
    digits[16] = model[16] ?? '8'
    // Of ids that begin with a time, an unknown one has a past one, as theirs do.
    if ('167'.includes(digits[12])) for (let index = 0; index < 8; index += 1) digits[index] = model[index] ?? '0'
    return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }
}
