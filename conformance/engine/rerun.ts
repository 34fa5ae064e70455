import type { CheckOptions } from './check-options.ts'

/** How the same target is checked again, as words after `dayzero-contract`; `what` is a seed, or one case. */
export function rerun(options: CheckOptions, what: { readonly seed: number } | { readonly replay: string }): string {
  const { target, profile } = options
  // A query may hold a key.
  const provisionerSpec = (options.provisionerSpec ?? '…').replace(/^(https?:[^?]*)\?.*$/is, '$1?…')
  const provisioner = /^[\w./:@-]+$/.test(provisionerSpec) ? provisionerSpec : `'${provisionerSpec.replaceAll("'", String.raw`'\''`)}'`
  const deeper = profile === 'quick' ? '' : ` --profile ${profile}`
  const which = 'seed' in what ? `--seed ${what.seed}` : `--replay ${what.replay}`
  return `check ${which} --target ${target} --provisioner ${provisioner}${deeper}`
}
