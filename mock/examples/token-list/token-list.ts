import type { Outcome } from './revoke.ts'
import { revoke } from './revoke.ts'

/** What the page's own backend tells it. */
interface Session {
  /** The credential of the user who is signed in. */
  readonly secret: string
  readonly tokens: readonly Token[]
}

interface Token {
  readonly id: string
  readonly name: string
}

const { secret, tokens } = (await (await fetch('/session')).json()) as Session
const status = find('[role=status]', document)
const template = find('template', document) as HTMLTemplateElement
find('ul', document).append(...tokens.map(rowOf))

function rowOf(token: Token): Element {
  const row = find('li', template.content.cloneNode(true) as DocumentFragment)
  const form = find('form', row) as HTMLFormElement
  find('strong', row).textContent = token.name
  find('button', row).ariaLabel = `Revoke ${token.name}`
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void revokeIn(row, token, new FormData(form).get('reason') as string)
  })
  return row
}

/** Shows the token as revoked at once, and as it was when that turns out to be wrong. */
async function revokeIn(row: Element, { id, name }: Token, reason: string): Promise<void> {
  row.classList.add('revoked')
  status.textContent = ''
  const outcome = await revoke(id, reason, secret)
  row.classList.toggle('revoked', outcome.kind === 'revoked')
  status.textContent = sentenceOf(outcome, name)
}

function sentenceOf(outcome: Outcome, name: string): string {
  if (outcome.kind === 'revoked') return `${name} was revoked by ${outcome.by}.`
  const why = outcome.kind === 'refused' ? outcome.message : 'there is no connection'
  return `${name} could not be revoked: ${why}.`
}

function find(selector: string, within: ParentNode): Element {
  const found = within.querySelector(selector)
  if (found === null) throw new Error(`The page has no ${selector}.`)
  return found
}
