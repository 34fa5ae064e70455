import fc from 'fast-check'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

/** Bytes that are no well-formed request, or one that HTTP layers read differently. `PATH` and `AUTH` are put in. */
const shapes: Readonly<Record<string, string>> = {
  'a control character in the path': 'POST PATH\u0001 HTTP/1.1\r\nHost: HOST\r\nAUTH\r\nContent-Length: 0\r\n\r\n',
  'a space in the path': 'POST PATH x HTTP/1.1\r\nHost: HOST\r\nAUTH\r\nContent-Length: 0\r\n\r\n',
  'no version': 'POST PATH\r\n\r\n',
  'an unknown version': 'POST PATH HTTP/9.9\r\nHost: HOST\r\nAUTH\r\nContent-Length: 0\r\n\r\n',
  'no host': 'POST PATH HTTP/1.1\r\nAUTH\r\nContent-Length: 0\r\n\r\n',
  'two hosts': 'POST PATH HTTP/1.1\r\nHost: HOST\r\nHost: elsewhere\r\nAUTH\r\nContent-Length: 0\r\n\r\n',
  'a field without a colon': 'POST PATH HTTP/1.1\r\nHost: HOST\r\nAUTH\r\nno colon here\r\nContent-Length: 0\r\n\r\n',
  'a negative length': 'POST PATH HTTP/1.1\r\nHost: HOST\r\nAUTH\r\nContent-Length: -1\r\n\r\n',
  'two lengths': 'POST PATH HTTP/1.1\r\nHost: HOST\r\nAUTH\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nhello',
  'a length and chunks': 'POST PATH HTTP/1.1\r\nHost: HOST\r\nAUTH\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  'broken chunks':
    'POST PATH HTTP/1.1\r\nHost: HOST\r\nAUTH\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n',
  'an unknown coding': 'POST PATH HTTP/1.1\r\nHost: HOST\r\nAUTH\r\nTransfer-Encoding: gzip, hush\r\n\r\n',
  'a NUL in a field': 'POST PATH HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer dz_\0\r\nContent-Length: 0\r\n\r\n',
  'a lone line feed': 'POST PATH HTTP/1.1\nHost: HOST\nAUTH\nContent-Length: 0\n\n',
  'fields that say nothing':
    'POST PATH HTTP/1.1\r\nHost: HOST\r\nAUTH\r\nAccept: text/html;q=high, nonsense\r\nAccept-Language: *;q=x\r\nCookie: =;;a\r\nForwarded: for="\r\nX-Forwarded-For: unknown\r\nTraceparent: none\r\nIf-Modified-Since: never\r\nContent-Length: 0\r\n\r\n',
  noise: '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
}

/** What undici would not send. Closing the connection is an answer; a server error, or a server that is gone, is not. */
export const rawBytes: Scenario = scenario<string>({
  id: 'raw-bytes',
  title: 'Bytes that are no HTTP request',
  runs: { quick: 0, standard: 10, certification: 60 },
  // The only shape that every HTTP layer lets through to the application.
  examples: ['fields that say nothing'],
  variations: Object.keys(shapes).filter((shape) => shape !== 'fields that say nothing'),
  inputs: fc.constantFrom(...Object.keys(shapes)),
  run: async (shape, on) => {
    await on.sendRaw(shape, shapes[shape] ?? '', on.unknownId())
    await on.probe(on.cast.manager, on.lane(1))
  },
})
