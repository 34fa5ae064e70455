import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { document, documentDigest } from './generated/document.ts'
import { generatedFiles } from './generate.mjs'

const bytes = readFileSync(new URL('openapi.json', import.meta.url))

describe('the given document', () => {
  test('is byte for byte the one that was given', () => {
    expect(createHash('sha256').update(bytes).digest('hex')).toBe('a48aaf476af11aafb638ae490e1ea4da67307bc3e62b4173490f2691c9081fae')
  })

  test('is the one that programs get, under its own digest', () => {
    expect(document).toEqual(JSON.parse(bytes.toString('utf8')))
    expect(documentDigest).toBe(createHash('sha256').update(bytes).digest('hex'))
  })
})

test.each(Object.entries(await generatedFiles()))('contract/generated/%s is what `npm run generate` writes', (name, text) => {
  expect(readFileSync(new URL(`generated/${name}`, import.meta.url), 'utf8')).toBe(text)
})
