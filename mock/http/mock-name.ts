import { createRequire } from 'node:module'

/** The header that tells a client it talks to this mock: `x-mock: dayzero-contract/VERSION`. */
export function mockName(): Readonly<Record<string, string>> {
  // A package can require itself by name, from the sources as well as from what is built of them.
  const { name, version } = createRequire(import.meta.url)('dayzero-contract/package.json') as { name: string; version: string }
  return { 'x-mock': `${name}/${version}` }
}
