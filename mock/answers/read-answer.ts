import type { ForcedAnswerOrder, PlannedAnswer } from '../control/generated/types.ts'
import { MockError } from '../errors.ts'
import { matchNames, readMatch } from '../journal/read-match.ts'
import { isNetworkFault } from '../switches/network.ts'

/**
 * Reads a forced answer: `503`, `503:2` (for the next two), `reset:2` (a network fault), each with conditions and a wait, such
 * as `503:2,target=revocable-1,wait=300`; or the JSON that the control API takes. What it holds is for `checkOrders` to judge.
 */
export function readAnswer(text: string): ForcedAnswerOrder {
  if (text.startsWith('{')) return parsed(text)
  const [first = '', ...pairs] = text.split(',')
  const [, what = '', times] = /^(\d{1,3}|[a-z]+)(?::(\d{1,9}))?$/.exec(first) ?? []
  const waits = pairs.filter((pair) => pair.startsWith('wait='))
  const match = readMatch(
    pairs.filter((pair) => !waits.includes(pair)),
    matchNames,
  )
  const wait = waits.at(-1)?.slice('wait='.length)
  if (match === undefined || !isAnswer(what) || (wait !== undefined && !/^\d{1,6}$/.test(wait))) throw unreadable(text)
  return {
    match,
    answer: { ...planOf(what), ...(wait === undefined ? {} : { wait: Number(wait) }) },
    ...(times === undefined ? {} : { times: Number(times) }),
  }
}

function isAnswer(text: string): boolean {
  return /^\d+$/.test(text) || isNetworkFault(text)
}

function planOf(text: string): PlannedAnswer {
  return isNetworkFault(text) ? { network: text } : { status: Number(text) }
}

function parsed(text: string): ForcedAnswerOrder {
  try {
    return JSON.parse(text) as ForcedAnswerOrder
  } catch (cause) {
    throw new MockError('BAD_OPTION', `The forced answer ${text} is no JSON.`, { cause })
  }
}

function unreadable(text: string): MockError {
  return new MockError(
    'BAD_OPTION',
    `The forced answer "${text}" cannot be read. Write STATUS[:TIMES][,NAME=VALUE…] as in 503:2,target=revocable-1 with ${matchNames.join(', ')} or wait, a network fault in the place of the status, or the JSON that POST /_mock/answers takes.`,
  )
}
