import { sampleOf, warmUp } from '../load/sample.mjs'
import { mock } from '../subjects/mock.mjs'
import { withServers } from './servers.mjs'
import { underLoad } from './under-load.mjs'

const accepted = 'accepted, 201'
const situations = {
  [accepted]: 'valid',
  'revoked bearer, 401': '401',
  'unknown id, 404': '404',
  'number as reason, 422': '422',
  'malformed JSON, 422': 'malformed',
}
const quantity = '50 connections'

/** @type {import('../bench.mjs').Bench} */
export const refusals = {
  name: 'refusals',
  title: 'Requests that the mock refuses, beside those it accepts',
  bars: Object.keys(situations)
    .slice(1)
    // As fast within 1.3 times.
    .map((subject) => ({ quantity, subject, against: accepted, least: 0.77 })),
  measure: (circumstances) =>
    withServers([mock], async ({ [mock.name]: server }) => {
      const how = (name) => ({ connections: 50, situation: situations[name] })
      const subjects = Object.keys(situations)
      for (const name of subjects) await warmUp(server, how(name))
      return {
        quantities: await underLoad({ name: quantity, reference: accepted, subjects }, circumstances, (name) =>
          sampleOf(server, how(name)),
        ),
      }
    }),
}
