import { staysHere } from '../loopback.ts'
import type { CheckOptions } from './check-options.ts'
import { shellWord } from './shell-word.ts'

/**
 * How the same target is checked again, as words of a POSIX shell after `dayzero-contract`; `what` is a seed, or one case.
 *
 * It holds no value of a header and no query of a provisioner: a header's value is the variable of the environment that it
 * came from, or one that is named as the header is.
 */
export function rerun(options: CheckOptions, what: { readonly seed: number } | { readonly replay: string }): string {
  const { target, written = {}, seed } = options
  const variables = secretVariables(written.environment ?? {})
  const word = (text: string): string => shellWord(text, variables)
  const flag = (name: string, value: string | number | undefined): readonly string[] =>
    value === undefined ? [] : [`--${name} ${word(String(value))}`]
  const flags = (name: string, values: readonly string[] | undefined): readonly string[] =>
    (values ?? []).flatMap((value) => flag(name, value))
  const header = (name: string, fields: CheckOptions['headers']): readonly string[] =>
    fields.map(([field, value]) => `--${name} ${headerWord(field, value, variables)}`)
  return [
    'check',
    ...('replay' in what ? flag('replay', what.replay) : []),
    ...flag('seed', 'seed' in what ? what.seed : seed),
    ...flag('target', target),
    // A query may hold a key.
    ...flag('provisioner', (options.provisionerSpec ?? '…').replace(/^(https?:[^?]*)\?.*$/is, '$1?…')),
    ...flag('profile', unless('quick', options.profile)),
    ...flags('only', options.selection.only),
    ...flags('skip', options.selection.skip),
    ...flags('allow-unexercised', options.selection.allowUnexercised),
    ...flags(
      'expect',
      Object.entries(options.expect ?? {}).map((pair) => pair.join('=')),
    ),
    ...flag('baseline', written.baseline),
    ...header('header', options.headers),
    ...header('provisioner-header', written.provisionerHeaders ?? []),
    ...flag('ca', written.ca),
    ...flag('cert', written.cert),
    ...flag('key', written.key),
    ...flags('replica', options.replicas),
    ...flags('probe', options.probes),
    ...flag('restart', options.restart),
    ...flag('concurrency', unless(16, options.concurrency)),
    ...flag('rate', options.rate),
    ...flag('propagation', unless(0, options.propagation)),
    ...flag('request-timeout', unless(2000, options.requestTimeout)),
    ...(options.destructive && !staysHere(options) ? ['--destructive'] : []),
    ...(options.production === true ? ['--production'] : []),
  ].join(' ')
}

function unless<Value>(usual: Value, value: Value): Value | undefined {
  return value === usual ? undefined : value
}

/** Shorter values stand in too much by chance. */
const shortestSecret = 8

/** Variables of the environment that are named as secrets are, by their value. */
function secretVariables(environment: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  const named = Object.entries(environment).filter(
    ([name]) => /^[A-Z_][A-Z0-9_]*$/i.test(name) && /key|token|secret|pass|auth|cred/i.test(name),
  )
  return new Map(named.flatMap(([name, value]) => (value === undefined || value.length < shortestSecret ? [] : [[value, name]])))
}

/** `Name: value`, the value being a secret, but for the name of a scheme before it. */
function headerWord(name: string, value: string, variables: ReadonlyMap<string, string>): string {
  if (value === '') return shellWord(`${name}:`)
  const scheme = /^(?:Basic|Bearer|Digest|Token|ApiKey) (?=.)/i.exec(value)?.[0] ?? ''
  const secret = value.slice(scheme.length)
  const variable =
    variables.get(secret) ??
    name
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]/g, '_')
      .replace(/^(?=\d)/, '_')
  return `"${name.replaceAll(/[\\"`$]/g, String.raw`\$&`)}: ${scheme}$${variable}"`
}
