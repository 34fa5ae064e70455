import { expect, test } from 'vitest'
import { failureOf, file, started } from '../testing/provisioner-setup.ts'
import { provisionerOf } from './index.ts'

test.each(['', 'pool', 'exec:', 'ftp://host/tokens', 'tokens.py', 'http://'])(
  'a provisioner "%s" is refused with the four ways to name one',
  (spec) => {
    expect(() => provisionerOf(spec)).toThrow(expect.objectContaining({ name: 'ProvisionerError', code: 'BAD_SPEC' }))
  },
)

test('a password in the URL is refused and not repeated', () => {
  expect(() => provisionerOf('https://user:hunter2@host/tokens')).toThrow(
    expect.objectContaining({ code: 'BAD_SPEC', message: expect.not.stringContaining('hunter2') }),
  )
})

test('no token is handed out twice in a run', async () => {
  const provisioner = started(file('tokens.mjs', `export default (kind) => [{ kind, id: 'a', secret: 'dz_0123456789abcdef' }]`))
  await provisioner.issue('manager', 1)
  expect(await failureOf(provisioner)).toMatchObject({ code: 'INVALID_ANSWER', message: expect.stringContaining('issued before') })
})
