import { answerErrorOf } from './answer-error.ts'
import type { Attempt } from './attempt.ts'
import { Connection } from './connection.ts'
import { dial } from './dial.ts'
import { IncomingResponse } from './incoming-response.ts'
import type { LaneContext } from './lane-options.ts'
import { bytesOf } from './request-bytes.ts'
import { ResponseParser } from './response-parser.ts'
import type { WireRequest } from './wire.ts'

/**
 * Sends bytes on a connection of their own and reads one answer. For what undici will not send: bytes that are no
 * request, fields it reserves to itself, framing that lies.
 */
export async function exchangeRaw(request: WireRequest, attempt: Attempt, context: LaneContext): Promise<void> {
  const { route, connectionNumber } = context
  const given = new AbortController()
  attempt.whenOver(() => given.abort())
  const number = connectionNumber()
  attempt.opens(number)
  try {
    const line = await dial(route, ['http/1.1'], given.signal)
    if (attempt.isOver) return void line.socket.destroy()
    converse(new Connection(number, line, context), request, attempt, context)
  } catch (cause) {
    attempt.fails(answerErrorOf(cause, 'connecting'))
  }
}

function converse(connection: Connection, request: WireRequest, attempt: Attempt, { route, limits }: LaneContext): void {
  const { socket } = connection
  const incoming = new IncomingResponse(limits)
  const parser = new ResponseParser({ method: request.method, upgrade: asksForUpgrade(request) }, limits.maxHeaders, incoming)
  const read = (step: () => void): void => {
    try {
      if (!attempt.isOver) step()
      if (!attempt.isOver && parser.isComplete) finish()
    } catch (cause) {
      attempt.fails(answerErrorOf(cause, 'open'))
    }
  }
  const finish = (): void => {
    attempt.completes(incoming)
    if (parser.rest.length > 0) connection.foul()
    else connection.close()
  }
  socket.on('data', (chunk: Buffer) => {
    attempt.reads(chunk.length)
    read(() => parser.push(chunk))
  })
  socket.on('end', () => read(() => parser.end()))
  socket.on('error', (cause) => attempt.fails(answerErrorOf(cause, 'open')))
  socket.on('close', () => read(() => parser.end()))
  attempt.begins(connection)
  socket.write(bytesOf(request, route.url.host))
}

function asksForUpgrade({ headers, raw }: WireRequest): boolean {
  return raw !== undefined || headers.some(([name]) => name.toLowerCase() === 'upgrade')
}
