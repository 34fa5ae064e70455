import type { VNode } from 'preact'
import { answerWords } from '../../../answers/words.ts'
import type { ForcedAnswerOrder, NetworkFault } from '../../../control/generated/types.ts'
import { Foreign } from '../parts/foreign.tsx'
import { attempt } from '../parts/notices.tsx'
import { useSession } from '../session/current.ts'
import { Group } from './group.tsx'

/** What the next requests are answered with, whatever they ask. */
export function ForcedAnswers(): VNode {
  const { facts, client } = useSession()
  const answers = facts.answers.value
  const force = (event: SubmitEvent): void => {
    event.preventDefault()
    const form = event.currentTarget as HTMLFormElement
    void attempt(() => client.ask('answers', { body: orderOf(new FormData(form)) }), 'The answer waits for its requests')
  }
  const left = answers.reduce((sum, answer) => sum + answer.left, 0)
  return (
    <Group title="Forced answers" state={left === 0 ? 'none' : `${left} to come`} isOn={left > 0}>
      <form class="stack" onSubmit={force}>
        <div class="fields">
          <label>
            <span>the next</span>
            <input name="times" type="number" min={1} max={1_000_000} value={1} required />
          </label>
          <label>
            <span>with status</span>
            <input name="status" type="number" min={200} max={599} value={503} required />
          </label>
          <label>
            <span>after</span>
            <input name="wait" type="number" min={0} max={600_000} value={0} required />
            <span class="dim">ms</span>
          </label>
          <label>
            <span>or fault</span>
            <select name="network">
              <option value="">none</option>
              {facts.catalogue.value.network.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span>caller</span>
            <input name="caller" placeholder="any" />
          </label>
          <label>
            <span>target</span>
            <input name="target" placeholder="any" />
          </label>
          <label class="wide">
            <span>header</span>
            <input name="header" placeholder="any, or such as x-case: 7" pattern="[^:]+:.*" />
          </label>
        </div>
        <button type="submit">Force</button>
      </form>
      {answers.length > 0 && (
        <ul class="choices">
          {answers.map((answer) => (
            <li key={answer.id} class="line">
              <Foreign text={answerWords(answer)} />
              <button
                type="button"
                class="quiet"
                aria-label={`Forget: ${answerWords(answer)}`}
                onClick={() => void attempt(() => client.ask(`answers/${answer.id}`, { method: 'DELETE' }), 'Forgotten')}
              >
                Forget
              </button>
            </li>
          ))}
        </ul>
      )}
      <p class="dim">
        They change no state. For one request only, send <code>Prefer: code=404</code>
      </p>
    </Group>
  )
}

function orderOf(form: FormData): ForcedAnswerOrder {
  const text = (name: string): string => (form.get(name) as string).trim()
  const [header = '', ...value] = text('header').split(':')
  const match = {
    ...(text('caller') === '' ? {} : { caller: text('caller') }),
    ...(text('target') === '' ? {} : { target: text('target') }),
    ...(header === '' ? {} : { headers: { [header.trim()]: value.join(':').trim() } }),
  }
  const network = text('network') as NetworkFault | ''
  const wait = Number(text('wait'))
  const answer = { status: Number(text('status')), ...(wait === 0 ? {} : { wait }), ...(network === '' ? {} : { network }) }
  return { match, answer, times: Number(text('times')) }
}
