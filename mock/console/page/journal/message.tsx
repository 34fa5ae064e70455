import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import type { Content, HeaderLines } from '../../../control/generated/types.ts'
import { visible } from '../../../journal/visible.ts'
import { isOwn } from '../snippets/own-headers.ts'
import { shownBody } from './shown-body.ts'

/** A request or an answer, as it was on the wire: text, whatever is in it. What every client adds by itself is folded away. */
export function Message({
  title,
  line,
  headers,
  body,
}: {
  title: string
  line: string
  headers: HeaderLines
  body: Content | null
}): VNode {
  const isWhole = useSignal(false)
  const shown = isWhole.value ? headers : headers.filter(([name]) => !isOwn(name))
  const folded = headers.length - shown.length
  return (
    <section class="message">
      <header>
        <h4>{title}</h4>
        {(folded > 0 || isWhole.value) && (
          <button type="button" class="quiet" aria-expanded={isWhole.value} onClick={() => (isWhole.value = !isWhole.value)}>
            {isWhole.value ? 'Fewer headers' : `${folded} more ${folded === 1 ? 'header' : 'headers'}`}
          </button>
        )}
      </header>
      <pre tabIndex={0} aria-label={title}>
        <b dir="auto">{visible(line)}</b>
        {shown.map(([name, value], index) => (
          <span key={index} class="header" dir="auto">
            {`\n${visible(name)}: ${visible(value)}`}
          </span>
        ))}
        {body !== null && body.length > 0 && <span class="content" dir="auto">{`\n\n${visible(shownBody(body))}`}</span>}
      </pre>
    </section>
  )
}
