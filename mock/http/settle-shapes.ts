import { createHook } from 'node:async_hooks'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'

/**
 * Settles the shapes of what Node makes for every request, before the first one.
 *
 * V8 learns from the first objects of a class how they look, but remembers no shape that no object has: what a collection of
 * garbage takes while it learns is forgotten for as long as the process lives. A mock that starts with many tokens collects
 * garbage between its first requests, so it was left to chance whether a request cost a quarter more. `decisions/009` has the
 * figures.
 */
export function settleShapes(): void {
  tick ??= settledTick()
  settleExchanges()
}

/** V8 has decided after the seventh object. */
const enough = 8

/** Room for properties: what is too small for its own becomes a dictionary. Without a connection, the answers go nowhere. */
function settleExchanges(): void {
  const socket = new Socket()
  const responses = Array.from({ length: enough }, () => new ServerResponse(new IncomingMessage(socket)))
  for (const response of responses) response.writeHead(200, { 'content-length': '0' }).end()
}

/** What `process.nextTick` makes, several times for a request. As long as there is one, V8 knows how to make another. */
let tick: object | undefined

function settledTick(): object | undefined {
  let made: object | undefined
  const hook = createHook({
    init(_id, type, _cause, resource) {
      if (type === 'TickObject') made = resource
    },
  })
  hook.enable()
  process.nextTick(() => undefined)
  hook.disable()
  return made
}
