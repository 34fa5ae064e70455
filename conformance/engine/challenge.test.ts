import { expect, test } from 'vitest'
import { scenariosFor } from '../scenarios/index.ts'
import { parseReplay } from './replay.ts'

test('only a challenged run carries a challenge, and a failure of it can be replayed', () => {
  expect(scenariosFor(undefined).map(({ id }) => id)).not.toContain('challenged')
  expect(scenariosFor('00ff').map(({ id }) => id)).toContain('challenged')
  expect(parseReplay('challenged:1:0')).toMatchObject({ scenario: 'challenged' })
})
