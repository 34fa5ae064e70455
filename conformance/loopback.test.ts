import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLoopback, staysHere } from './loopback.ts'

const here = fc.oneof(
  fc.constantFrom('localhost', 'api.localhost', 'localhost.', '[::1]', 'LOCALHOST'),
  fc.ipV4().map((address) => address.replace(/^\d+/, '127')),
)
/** Names that begin or end like those of this machine are not its own. */
const names = fc.domain().filter((host) => !host.endsWith('localhost'))
const elsewhere = fc.oneof(
  names,
  names.map((domain) => `127.0.0.1.${domain}`),
  names.map((domain) => `localhost.${domain}`),
  fc.constantFrom('10.0.0.1', '0.0.0.0', '[::2]', '128.0.0.1', 'notlocalhost'),
)
const urlOf = (host: string): string => `http://${host}:8080/base`

test('this machine is known by its addresses and its names, and no other is taken for it', () => {
  fc.assert(fc.property(here, (host) => isLoopback(urlOf(host))))
  fc.assert(fc.property(elsewhere, (host) => !isLoopback(urlOf(host))))
})

test('a run stays here only if every door is here', () => {
  fc.assert(
    fc.property(here, fc.array(here), elsewhere, fc.nat(), (target, replicas, other, at) => {
      expect(staysHere({ target: urlOf(target), replicas: replicas.map(urlOf) })).toBe(true)
      const mixed = [target, ...replicas].toSpliced(at % (replicas.length + 2), 0, other).map(urlOf)
      expect(staysHere({ target: mixed[0] ?? '', replicas: mixed.slice(1) })).toBe(false)
    }),
  )
})
