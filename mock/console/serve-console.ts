import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Handler } from '../http/handler.ts'
import type { Answer } from '../pipeline/answer.ts'
import { json } from '../pipeline/answer.ts'
import type { Incoming } from '../pipeline/incoming.ts'
import { valuesOf } from '../pipeline/incoming.ts'

/** Where the page is. */
const place = '/_mock/'
const root = place.slice(0, -1)

/** Serves the console's page and what it is made of under `/_mock/`; everything else is for `next`. */
export function withConsole(next: Handler, folder: URL = new URL('built/', import.meta.url)): Handler {
  let files: Promise<Files> | undefined
  return (request) => {
    if (!request.target.startsWith(root)) return next(request)
    const path = request.target.replace(/[?#].*$/s, '')
    if (path === root) return moved(request)
    if (!isOfConsole(path)) return next(request)
    files ??= filesIn(folder)
    return files.then((found) => served(path.slice(place.length) || 'index.html', request, found))
  }
}

function isOfConsole(path: string): boolean {
  return path === place || path.startsWith(`${place}assets/`)
}

function moved({ target }: Incoming): Answer {
  return { status: 308, headers: { location: place + target.slice(place.length - 1) }, body: '' }
}

interface File {
  readonly text: string
  readonly etag: string
}

/** By path. Only what was found when the folder was read is ever served, so no path leads out of it. */
type Files = ReadonlyMap<string, File>

async function filesIn(folder: URL): Promise<Files> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const paths = names.map((name) => name.replaceAll('\\', '/')).filter((name) => extname(name) in mediaTypes)
  return new Map(await Promise.all(paths.map(async (path) => [path, await fileOf(new URL(path, folder))] as const)))
}

async function fileOf(url: URL): Promise<File> {
  const text = await readFile(url, 'utf8')
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url')}"` }
}

function served(path: string, request: Incoming, files: Files): Answer {
  if (request.method !== 'GET' && request.method !== 'HEAD') return json(405, { detail: 'Method Not Allowed' }, { allow: 'GET, HEAD' })
  const file = files.get(path)
  if (file === undefined) return json(404, { detail: missing(files) })
  const headers = { ...always, etag: file.etag, 'cache-control': path === 'index.html' ? 'no-cache' : forEver }
  const isKnown = valuesOf(request, 'if-none-match').some((line) => line.includes(file.etag))
  if (isKnown) return { status: 304, headers, body: '' }
  return { status: 200, headers: { ...headers, 'content-type': mediaTypes[extname(path)] ?? '' }, body: file.text }
}

function missing(files: Files): string {
  return files.size === 0 ? 'The console has not been built: run `npm run build`.' : 'The console has no such file.'
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The names of the assets carry a hash of what is in them. */
const forEver = 'public, max-age=31536000, immutable'

/** The page runs its own script, wears its own style, talks to its own mock, and is framed by nobody. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const always = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}
