// What a Node process holds once all that it let go of has been collected: asked through its inspector.
import { once } from 'node:events'
import { WebSocket } from 'undici'

/**
 * @param {number} port Where its inspector listens.
 * @returns {Promise<number>} In MB.
 */
export async function heapOf(port) {
  const [{ webSocketDebuggerUrl }] = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()
  const socket = new WebSocket(webSocketDebuggerUrl)
  await once(socket, 'open')
  const ask = async (method) => {
    socket.send(JSON.stringify({ id: 1, method }))
    const [{ data }] = await once(socket, 'message')
    return JSON.parse(data).result
  }
  await ask('HeapProfiler.collectGarbage')
  const { usedSize } = await ask('Runtime.getHeapUsage')
  socket.close()
  await once(socket, 'close')
  return usedSize / 2 ** 20
}
