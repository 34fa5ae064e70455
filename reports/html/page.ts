import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FinishedRun } from '../format.ts'
import { html, Markup } from './markup.ts'
import type { CertificateHead } from './sections/certificate.ts'
import { certificateSection } from './sections/certificate.ts'
import { coverageSection } from './sections/coverage.ts'
import { environmentSection } from './sections/environment.ts'
import { failuresSection } from './sections/failures.ts'
import { remarksSection } from './sections/remarks.ts'
import { requirementsSection } from './sections/requirements.ts'
import { verdictSection } from './sections/verdict.ts'

/**
 * The report as one page that needs nothing but itself: no network, no script but its own, whose digest its
 * Content-Security-Policy names. It can be read without the script, which only filters, copies and unfolds.
 *
 * @param certificate Of a certification run: its head is the certificate.
 */
export function pageOf(run: FinishedRun, certificate?: CertificateHead): string {
  const { style, script } = assets()
  const { target } = run.result.run
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy(style, script)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${run.result.outcome}: ${target}</title>
        ${trusted(`<style>${style}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the result</a>
        ${certificate === undefined ? verdictSection(run.result) : certificateSection(certificate, run.result)}
        <main id="main">
          ${failuresSection(run)} ${remarksSection(run.result)} ${requirementsSection(run.result)} ${coverageSection(run)}
          ${environmentSection(run.result)}
        </main>
        <footer><p>Written by dayzero-contract ${run.result.run.suite}. Secrets are replaced by marks such as ⟦revocable-7⟧.</p></footer>
        ${trusted(`<script type="module">${script}</script>`)}
      </body>
    </html> `
  return page.text
}

/** What the page may do: show its own style, run its own script, nothing else. */
function policy(style: string, script: string): string {
  const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return `default-src 'none'; style-src ${digest(style)}; script-src ${digest(script)}; base-uri 'none'; form-action 'none'`
}

function assets(): { readonly style: string; readonly script: string } {
  const read = (name: string) => readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8')
  return { style: read('page.css'), script: read('page.js') }
}

/** Only for our own files. Their elements come whole: the policy knows them to the last blank. */
function trusted(text: string): Markup {
  return new Markup(text)
}
