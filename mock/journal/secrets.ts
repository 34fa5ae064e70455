import { operation } from '../../contract/index.ts'

/** Replaces every secret in a text by the name of its token, or by `⟦unknown⟧`. */
export type Veil = (text: string) => string

/** A veil that knows these secrets by name. */
export function veilOf(nameOf: (secret: string) => string | undefined): Veil {
  return (text) => (text.includes(prefix) ? text.replaceAll(secretLike, (secret) => `⟦${nameOf(secret) ?? 'unknown'}⟧`) : text)
}

const prefix = operation.security.secretPrefix

/** Whatever could be one of ours; a shorter text gives nothing away. */
const secretLike = new RegExp(`${prefix}[\\w~+/.-]{8,}=*`, 'g')

/**
 * The value of a header as it may be shown: of a credential only the scheme, with the name of its token; of cookies nothing.
 * What is malformed is shown without its secrets.
 */
export function shownHeader(name: string, value: string, veil: Veil): string {
  switch (name.toLowerCase()) {
    case 'authorization':
    case 'proxy-authorization': {
      const shown = veil(value)
      const [, scheme = '', rest = ''] = /^(\S+)\s+(.+)$/s.exec(shown) ?? []
      return scheme === '' || rest.startsWith('⟦') ? shown : `${scheme} ⟦unknown⟧`
    }
    case 'cookie':
    case 'set-cookie':
      return '⟦hidden⟧'
    default:
      return veil(value)
  }
}
