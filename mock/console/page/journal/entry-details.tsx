import type { VNode } from 'preact'
import type { JournalEntry } from '../../../control/generated/types.ts'
import { Details } from '../parts/details.tsx'
import { Foreign } from '../parts/foreign.tsx'
import { clockTime, milliseconds } from '../parts/instants.ts'
import { useSession } from '../session/current.ts'
import { chosenEntry } from './chosen.ts'
import { Message } from './message.tsx'
import { answerWords, requestWords } from '../../../journal/sentence.ts'
import { Snippets } from './snippets.tsx'
import { toneOf } from './tone.ts'
import { Why } from './why.tsx'

/** Everything about one entry. */
export function EntryDetails({ entry }: { entry: JournalEntry }): VNode {
  const { id, request, answer, network } = entry
  return (
    <Details of={`request ${id}`} heading={<Heading entry={entry} />} onClose={() => (chosenEntry.value = undefined)}>
      <Why entry={entry} />
      <div class="messages">
        <Message title="Request" line={`${request.method} ${request.target}`} headers={request.headers} body={request.body} />
        <Message
          title={network === null ? 'Answer' : `Answer, lost on its way (${network})`}
          line={`HTTP/1.1 ${answer.status}`}
          headers={answer.headers}
          body={answer.body}
        />
      </div>
      <Snippets request={request} />
    </Details>
  )
}

function Heading({ entry }: { entry: JournalEntry }): VNode {
  const { at, duration, waited } = entry
  return (
    <>
      <span class="status" data-tone={toneOf(entry)}>
        {answerWords(entry)}
      </span>
      <h3>
        <Foreign text={requestWords(entry, useSession().names.value)} />
      </h3>
      <span class="dim">
        {clockTime(at)}, {milliseconds(duration)}
        {waited > 0 && ` (${milliseconds(waited)} held back)`}
      </span>
    </>
  )
}
