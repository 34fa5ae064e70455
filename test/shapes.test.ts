import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { startMock } from './command.mjs'

let mock: Awaited<ReturnType<typeof startMock>>

afterEach(() => mock.stop())

test('what Node makes for each request keeps its shape, however early garbage is collected', async () => {
  mock = await startMock([], { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(watch)}` })
  for (let sent = 0; sent < 20; sent += 1) {
    await (await fetch(`${mock.url}/api/v1/tokens/none/revoke`, { method: 'POST' })).text()
    await pause(10)
  }
  const { 1: shapes } = await mock.heard(/^Shapes of the 20th: (.*)$/m)
  expect(shapes).toBe('request fast, its state fast, response fast')
})

/** Collects garbage after each request while V8 still learns, when nothing of it is left, and tells what has become of the twentieth. */
const watch = `
  import { Server } from 'node:http'
  import { setFlagsFromString } from 'node:v8'
  setFlagsFromString('--expose-gc')
  setFlagsFromString('--allow-natives-syntax')
  const { runInNewContext } = await import('node:vm')
  const gc = runInNewContext('gc')
  const shapeOf = new Function('thing', 'return %HasFastProperties(thing) ? "fast" : "slow"')
  const { emit } = Server.prototype
  let seen = 0
  Server.prototype.emit = function (name, request, response) {
    if (name === 'request') {
      seen += 1
      if (seen < 10) response.once('close', () => setTimeout(gc, 5))
      if (seen === 20) {
        const shapes = ['request ' + shapeOf(request), 'its state ' + shapeOf(request._readableState), 'response ' + shapeOf(response)]
        console.log('Shapes of the 20th: ' + shapes.join(', '))
      }
    }
    return emit.apply(this, arguments)
  }
`
