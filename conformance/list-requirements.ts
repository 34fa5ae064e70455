import { names } from './engine/results.ts'
import { UsageError } from './errors.ts'
import { requirements } from './requirements/catalogue.ts'
import type { Requirement, Source } from './requirements/requirement.ts'

/**
 * All requirements as a list, those of a family, or one explained.
 *
 * @throws UsageError for an id that names none.
 */
export function listRequirements(id: string | undefined, asJson: boolean): string {
  const chosen = requirements.filter((requirement) => id === undefined || names(id, requirement.id))
  if (chosen.length === 0) throw new UsageError(`"${id}" names no requirement. \`dayzero-contract requirements\` lists them.`)
  if (asJson)
    return `${JSON.stringify(
      chosen.map(({ id: name, level, title, source }) => ({ id: name, level, title, source })),
      null,
      2,
    )}\n`
  const [only] = chosen
  return id !== undefined && only?.id === id ? explained(only) : listed(chosen)
}

function explained({ id, level, title, source }: Requirement): string {
  return `${id} (${level})\n\n  ${title}.\n\n  "${source.quote}"\n  ${placeOf(source)}\n\n  Check only this:  dayzero-contract check --only ${id} --target … --provisioner …\n`
}

function listed(chosen: readonly Requirement[]): string {
  const width = Math.max(...chosen.map(({ id }) => id.length))
  const lines = chosen.map(({ id, level, title }) => `${id.padEnd(width)}  ${level.padEnd(6)}  ${title}`)
  return `${lines.join('\n')}\n`
}

/** Where a quote stands, for people. */
export function placeOf({ document, at }: Source): string {
  return document === 'contract' ? `contract/openapi.json ${at}` : `${document}, section ${at}`
}
