import { signal } from '@preact/signals'
import type { VNode } from 'preact'
import type { RecordedRequest } from '../../../control/generated/types.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { mockUrl } from '../parts/mock-url.ts'
import { useSession } from '../session/current.ts'
import { curlOf } from '../snippets/curl.ts'
import { fetchOf } from '../snippets/fetch.ts'
import type { SnippetRequest } from '../snippets/snippet-request.ts'
import { snippetRequestOf } from '../snippets/snippet-request.ts'
import { typescriptOf } from '../snippets/typescript.ts'

const languages: readonly { readonly name: string; readonly write: (request: SnippetRequest) => string }[] = [
  { name: 'curl', write: curlOf },
  { name: 'fetch', write: fetchOf },
  { name: 'TypeScript', write: typescriptOf },
]

/** What is chosen for one entry is wanted for the next, too. */
const chosen = signal('curl')

/** The request as code that sends it again. */
export function Snippets({ request }: { request: RecordedRequest }): VNode {
  const { facts, issued } = useSession()
  // That of a token the page issued for as long as it is shown beside its name, too: what is hidden is not to be copied by chance.
  const secretOf = (name: string): string | undefined => {
    const token = facts.tokens.value.find((each) => each.name === name)
    return token?.secret ?? issued.value.find(({ id }) => id === token?.id)?.secret
  }
  const write = languages.find(({ name }) => name === chosen.value)?.write ?? curlOf
  const code = write(snippetRequestOf(request, mockUrl, secretOf))
  return (
    <section class="snippets" aria-label="The request as code">
      <header>
        <h4>Send it again</h4>
        <div class="segments" role="group" aria-label="Language">
          {languages.map(({ name }) => (
            <button key={name} type="button" aria-pressed={chosen.value === name} onClick={() => (chosen.value = name)}>
              {name}
            </button>
          ))}
        </div>
        <CopyButton text={code} about={`the request as ${chosen.value}`} />
      </header>
      <pre tabIndex={0} aria-label={`The request as ${chosen.value}`}>
        {code}
      </pre>
    </section>
  )
}
