import { html } from '../html/markup.ts'
import type { Standing } from './statement/standing.ts'
import { qualifiersOf } from './statement/standing.ts'

const label = 'Day Zero contract'
const colours = { label: '#3c4043', plain: '#1e7b34', qualified: '#4a5f78' }
/** Width of a letter, in pixels: wide enough for any of them in any sans-serif of this size. */
const letter = 7
const height = 20

/**
 * The badge of a certificate: plain only where nothing must be said beside it. Its form must not change from version to
 * version, since `verify` holds a badge against the certificate beside it.
 */
export function badgeOf(standing: Standing): string {
  const qualifiers = qualifiersOf(standing)
  const value = ['conformant', ...qualifiers].join(' · ')
  const [left, right] = [label, value].map((text) => text.length * letter + 14) as [number, number]
  const colour = qualifiers.length === 0 ? colours.plain : colours.qualified
  const title = `${label}: ${value}. ${standing.subject}, signed by key ${standing.signer}${
    standing.certifier === null ? '' : `, countersigned by key ${standing.certifier}`
  }`
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${height}" role="img" aria-label="${label}: ${value}">
  <title>${title}</title>
  <clipPath id="r"><rect width="${left + right}" height="${height}" rx="3"/></clipPath>
  <g clip-path="url(#r)">
    <rect width="${left}" height="${height}" fill="${colours.label}"/>
    <rect x="${left}" width="${right}" height="${height}" fill="${colour}"/>
  </g>
  <g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" text-anchor="middle">
    <text x="${left / 2}" y="14" textLength="${left - 14}">${label}</text>
    <text x="${left + right / 2}" y="14" textLength="${right - 14}">${value}</text>
  </g>
</svg>
`.text
}
