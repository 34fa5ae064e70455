// `npm run build`: what tsc makes of the rooms, and what tsc leaves behind.
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, readFileSync, rmSync } from 'node:fs'
import { dropUnreachable } from './declarations.mjs'

/** Files that are read at run time and are no TypeScript. */
const assets = ['conformance/schema', 'reports/schema', 'reports/html/assets', 'mock/console/built']

rmSync('dist', { recursive: true, force: true })
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit', shell: process.platform === 'win32' })
dropUnreachable('dist', JSON.parse(readFileSync('package.json', 'utf8')))
execFileSync('vite', ['build', '--config', 'mock/console/vite.config.ts'], { stdio: 'inherit', shell: process.platform === 'win32' })
for (const asset of assets) cpSync(asset, `dist/${asset}`, { recursive: true })
// npm does this for what it installs; so that `npx dayzero-contract` works in a clone, too.
chmodSync('dist/cli.js', 0o755)
