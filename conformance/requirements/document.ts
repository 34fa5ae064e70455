import { requirements as catalogue } from './catalogue.ts'
import type { Level, Requirement, Source } from './requirement.ts'

/** What the requirements of a family are about; in the order of the catalogue. */
const families: Readonly<Record<string, string>> = {
  finality: 'Revoked is revoked: at once, everywhere, for ever.',
  isolation: 'A revocation ends the named token and nothing else, and a refused one ends nothing.',
  envelope: 'A 201 tells the truth about the revoked token.',
  authentication: 'Who presents no live credential is refused, and told so with 401.',
  authorization: 'Who may not revoke a token does not.',
  existence: 'Ids that name no token.',
  validation: 'What may stand in the body of a request, and what a refusal of it says.',
  robustness: 'No request, however malformed, is left without a proper answer.',
  secrecy: 'What no answer may contain.',
  http: 'Methods, paths, media types and fields.',
}

const levels: Readonly<Record<Level, string>> = {
  must: 'what the contract says, in its schema or its prose, or takes for granted; only these decide',
  should: 'from an RFC or good practice that the contract does not contradict; a warning',
  may: 'worth knowing',
}

/** All requirements as a page of Markdown: by family, each with its level, its sentence, and where it comes from. */
export function requirementsDocument(requirements: readonly Requirement[] = catalogue): string {
  const sections = Object.entries(families).map(([family, about]) => {
    const own = requirements.filter(({ id }) => id.startsWith(`${family}/`))
    return [`## ${family}`, about, ...own.map(entryOf)].join('\n\n')
  })
  return `${[opening(requirements), ...sections].join('\n\n')}\n`
}

function opening(requirements: readonly Requirement[]): string {
  const counts = Object.entries(levels).map(([level, about]) => {
    const count = requirements.filter((requirement) => requirement.level === level).length
    return `| ${level} | ${count} | ${about} |`
  })
  return [
    '<!-- Written by `npm run requirements`. Change the requirements, not this page. -->',
    '# What is asked of an implementation',
    `The ${requirements.length} requirements of the suite, each with the sentence behind it. Where the contract leaves a choice, every choice passes. \`dayzero-contract requirements ID\` shows one of them.`,
    ['| level | requirements | |', '| --- | --- | --- |', ...counts].join('\n'),
  ].join('\n\n')
}

function entryOf({ id, level, title, source }: Requirement): string {
  return [`### ${id}`, `**${level}** · ${title}.`, `> ${source.quote}\n>\n> ${placeOf(source)}`].join('\n\n')
}

function placeOf({ document, at }: Source): string {
  if (document === 'contract') return `\`contract/openapi.json\` at \`${at}\``
  const page = `https://www.rfc-editor.org/rfc/${document.toLowerCase().replace(' ', '')}#section-${at}`
  return `[${document}, section ${at}](${page})`
}
