// A client that sends any bytes and reads what comes back, for traffic that no HTTP library would send.
import { connect } from 'node:net'

/**
 * Opens a connection, writes the pieces one after the other, and reads until so many answers have come, the other side
 * closes, or the time is over.
 *
 * @param {{ hostname: string, port: number }} at
 * @param {readonly (string | Uint8Array)[]} pieces
 * @param {{ answers?: number, halfClose?: boolean, breakOff?: boolean, gap?: number, patience?: number }} [manner]
 *   `halfClose` sends a FIN after the last piece; `breakOff` resets the connection instead of waiting; `gap` is the pause
 *   between pieces and `patience` the longest wait, in ms.
 * @returns {Promise<{ answers: { status: number, body: string }[], ended: 'answered' | 'closed' | 'nothing', rest: string }>}
 */
export function talk(at, pieces, { answers: wanted = 1, halfClose = false, breakOff = false, gap = 0, patience = 15_000 } = {}) {
  return new Promise((resolve) => {
    const socket = connect({ host: at.hostname, port: at.port, allowHalfOpen: true })
    let received = Buffer.alloc(0)
    const late = setTimeout(() => done('nothing'), patience)
    socket.setNoDelay(true)
    socket.on('error', () => done('closed'))
    socket.on('close', () => done('closed'))
    socket.on('end', () => done('closed'))
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      if (answersIn(received).answers.length >= wanted) done('answered')
    })
    socket.on('connect', () => void write())

    async function write() {
      for (const piece of pieces) {
        if (socket.destroyed) return
        socket.write(piece)
        if (gap > 0) await new Promise((go) => setTimeout(go, gap))
      }
      if (breakOff) {
        socket.resetAndDestroy()
        done('closed')
      } else if (halfClose) socket.end()
    }

    function done(ended) {
      clearTimeout(late)
      socket.destroy()
      resolve({ ...answersIn(received), ended })
    }
  })
}

/** The complete answers at the start of some bytes, interim ones left out, and what follows them. */
function answersIn(bytes) {
  const answers = []
  let at = 0
  for (;;) {
    const head = bytes.indexOf('\r\n\r\n', at)
    if (head < 0) break
    const text = bytes.toString('latin1', at, head)
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1])
    if (Number.isNaN(status)) break
    const size = Number(/^content-length: (\d+)$/im.exec(text)?.[1] ?? 0)
    if (bytes.length < head + 4 + size) break
    if (status !== 100) answers.push({ status, body: bytes.toString('utf8', head + 4, head + 4 + size) })
    at = head + 4 + size
  }
  return { answers, rest: bytes.toString('latin1', at, at + 200) }
}
