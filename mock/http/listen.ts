import type { Server } from 'node:http'
import { MockError } from '../errors.ts'

/** Listens, or says in one sentence why not. */
export function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException): void => reject(refusalOf(cause, port, host))
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      resolve()
    })
  })
}

function refusalOf(cause: NodeJS.ErrnoException, port: number, host: string): MockError {
  const at = `${host}:${port}`
  switch (cause.code ?? '') {
    case 'EADDRINUSE':
      return new MockError(
        'PORT_TAKEN',
        `Another program listens on ${at}. Stop it, or choose another port with --port (0 takes a free one).`,
        {
          cause,
        },
      )
    case 'EACCES':
      return new MockError('PORT_REFUSED', `You may not listen on ${at}. Choose a port above 1023 with --port.`, { cause })
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new MockError('PORT_REFUSED', `"${host}" is no address of this machine. Choose another with --host.`, { cause })
    default:
      return new MockError('PORT_REFUSED', `Cannot listen on ${at} (${cause.message}). Choose another --host or --port.`, { cause })
  }
}
