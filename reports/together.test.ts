import { expect, test } from 'vitest'
import type { Writer } from '../conformance/engine/writer.ts'
import { together } from './together.ts'

function recorder(): Writer & { heard: string[] } {
  const heard: string[] = []
  return { heard, on: (event) => void heard.push(event.kind), close: async () => void heard.push('closed') }
}

const broken: Writer = {
  on: () => Promise.reject(new Error('the disk is full')),
  close: () => Promise.reject(new Error('the disk is still full')),
}

test('all are told and closed, in order', async () => {
  const [first, second] = [recorder(), recorder()]
  const writer = together([first, second])
  await writer.on({ kind: 'notice', message: 'x' })
  await writer.close()
  expect([first.heard, second.heard]).toEqual([
    ['notice', 'closed'],
    ['notice', 'closed'],
  ])
})

test('one that fails keeps nothing from the others, and its first failure is told at the end', async () => {
  const other = recorder()
  const writer = together([broken, other])
  await writer.on({ kind: 'notice', message: 'x' })
  await writer.on({ kind: 'phase', name: 'y' })
  await expect(writer.close()).rejects.toThrow('the disk is full')
  expect(other.heard).toEqual(['notice', 'phase', 'closed'])
})
