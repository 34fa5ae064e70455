import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const root = new URL('..', import.meta.url)

test('the TypeScript of the README is right, by the types of the package as it is built', () => {
  // Within the package, where it can import itself by name.
  const folder = new URL('.vitest/readme/', root)
  mkdirSync(folder, { recursive: true })
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const page = readFileSync(new URL('README.md', root), 'utf8')
  const blocks = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code)
  expect(blocks.length).toBeGreaterThan(3)
  for (const [index, code] of blocks.entries()) writeFileSync(new URL(`block-${index + 1}.ts`, folder), code)
  const options = { lib: ['es2023', 'dom', 'dom.iterable'], noUnusedLocals: false }
  writeFileSync(
    new URL('tsconfig.json', folder),
    JSON.stringify({ extends: '../../tsconfig.json', compilerOptions: options, include: ['.'], exclude: [] }),
  )
  const tsc = new URL('node_modules/typescript/bin/tsc', root)
  const { stdout } = spawnSync(process.execPath, [fileURLToPath(tsc), '-p', fileURLToPath(folder)], { encoding: 'utf8' })
  expect(stdout).toBe('')
})
