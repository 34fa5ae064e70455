import { operation } from '../../contract/index.ts'
import type { Source } from './requirement.ts'

const description = `/paths/${operation.path.replaceAll('/', '~1')}/post`

/** A sentence of the contract. `at`: a JSON pointer; one that does not start with `/` is taken below the revoke operation. */
export function contract(at: string, quote: string): Source {
  return { document: 'contract', at: at.startsWith('/') ? at : `${description}/${at}`, quote }
}

/** A sentence of an RFC. `section` without the sign, such as `15.5.2`. */
export function rfc(number: number, section: string, quote: string): Source {
  return { document: `RFC ${number}`, at: section, quote }
}
