import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { NetworkFault } from '../control/generated/types.ts'
import type { Answer } from '../pipeline/answer.ts'
import { rawAnswer } from './parser-error.ts'

/** Sends an answer, when it is its turn on the connection, as a bad network would. */
export function spoil(response: ServerResponse, answer: Answer, network: NetworkFault): void {
  if (response.socket === null) response.once('socket', (socket: Socket) => spoilers[network](socket, answer))
  else spoilers[network](response.socket, answer)
}

const spoilers: Readonly<Record<NetworkFault, (socket: Socket, answer: Answer) => void>> = {
  reset: (socket) => void socket.resetAndDestroy(),
  empty: (socket) => socket.destroySoon(),
  truncate: (socket, answer) => void socket.end(firstHalf(answer)),
  garbage: (socket) => void socket.end(garbage),
  stall: (socket, answer) => void socket.write(firstHalf(answer)),
  silence: () => undefined,
}

/** The headers and half of the body; where there is none, half of the headers. */
function firstHalf(answer: Answer): Buffer {
  const all = Buffer.from(rawAnswer(answer))
  const body = Buffer.byteLength(answer.body)
  return all.subarray(0, body === 0 ? Math.floor(all.length / 2) : all.length - Math.ceil(body / 2))
}

/** No line of HTTP begins like this. */
const garbage: Uint8Array = Uint8Array.from({ length: 64 }, (_, index) => 0x80 | ((index * 37) & 0x7f))
