// Writes contract/generated/ from contract/openapi.json: the document, its types, and its validators as plain ESM.
// `npm run generate` runs it; contract/generated.test.ts fails when the files in git no longer match.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020, _ } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import { compile } from 'json-schema-to-typescript'

const here = new URL('.', import.meta.url)
const header = generatedHeader('contract/openapi.json')

/** The first line of a generated file. */
export function generatedHeader(source) {
  return `// Generated from ${source} by \`npm run generate\`. Do not edit.\n`
}

/** Every generated file: its name under contract/generated/ and its text. */
export async function generatedFiles() {
  const text = readFileSync(new URL('openapi.json', here), 'utf8')
  const document = JSON.parse(text)
  return {
    'document.ts': documentModule(text, document),
    'types.ts': await typesModule(document, header),
    'validators.ts': validatorsModule(document),
  }
}

function documentModule(text, document) {
  const sha256 = createHash('sha256').update(text).digest('hex')
  return `${header}
/** SHA-256 of contract/openapi.json, in hex. */
export const documentDigest = '${sha256}'

/** The given document, as parsed JSON. */
export const document: Record<string, unknown> = JSON.parse(${JSON.stringify(JSON.stringify(document))})
`
}

/** An interface or a type for every schema of an OpenAPI document. */
export async function typesModule(document, banner) {
  const names = Object.keys(document.components.schemas)
  // One root that refers to every schema, so that each becomes one exported interface.
  const root = {
    title: 'Schemas',
    type: 'object',
    additionalProperties: false,
    required: names,
    properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }])),
    $defs: Object.fromEntries(names.map((name) => [name, forTypes(document.components.schemas[name])])),
  }
  const types = await compile(root, 'Schemas', { bannerComment: banner.trim(), format: false, additionalProperties: true })
  return types.replaceAll(/\n{3,}/g, '\n\n')
}

/** Titles of single properties would become a type of their own each; those of the schemas are kept. */
function forTypes(schema, top = true) {
  if (Array.isArray(schema)) return schema.map((part) => forTypes(part, false))
  if (schema === null || typeof schema !== 'object') return schema
  const entries = Object.entries(schema)
    .filter(([key, value]) => top || key !== 'title' || typeof value !== 'string')
    .map(([key, value]) => {
      if (key === '$ref') return [key, value.replace('#/components/schemas/', '#/$defs/')]
      if (key === 'properties') return [key, Object.fromEntries(Object.entries(value).map(([name, part]) => [name, forTypes(part, false)]))]
      return [key, top && key === 'title' ? value : forTypes(value, false)]
    })
  return Object.fromEntries(entries)
}

function validatorsModule(document) {
  const operation = document.paths['/api/v1/tokens/{token_id}/revoke'].post
  const wanted = { requestBody: operation.requestBody.content['application/json'].schema }
  for (const [status, response] of Object.entries(operation.responses)) {
    const schema = response.content?.['application/json']?.schema
    if (schema !== undefined) wanted[`response${status}`] = schema
  }
  return compiledModule(document, wanted, { banner: header, contract: '..' })
}

/**
 * Validators as plain ESM: no `eval`, no ajv.
 *
 * @param wanted For each name to be exported, its schema.
 * @param contract The way from the module to contract/.
 */
export function compiledModule(document, wanted, { banner, contract }) {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    messages: true,
    code: { source: true, esm: true, lines: true, formats: _`formats` },
    formats: { 'date-time': () => true },
  })
  ajv.addSchema({ $id: 'contract', components: document.components })
  for (const [name, schema] of Object.entries(wanted)) ajv.addSchema({ $id: name, ...within('contract', schema) })
  const exported = Object.fromEntries(Object.keys(wanted).map((name) => [name, name]))
  const code = standalone(ajv, exported)
    .replaceAll(/const (\w+) = formats\["date-time"\];/g, 'const $1 = isDateTime;')
    .replaceAll(/export const (\w+) = (\w+);/g, 'export const $1: Validator = $2;')
    .replace('"use strict";\n', '')
  if (/require\(|\bformats\[|new Function|\beval\(/.test(code)) throw new Error('The validators would need require or eval.')
  return `// @ts-nocheck\n${banner}import { isDateTime } from '${contract}/date-time.ts'\nimport type { Validator } from '${contract}/validator.ts'\n${code}`
}

/** The schema with its local `$ref`s pointing into the document added as `base`. */
function within(base, schema) {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${base}#/`))
}

/** Writes a room's generated files, when its script is the one that was started. */
export async function generate(script, files) {
  if (process.argv[1] !== fileURLToPath(script)) return
  const folder = new URL('generated/', script)
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(await files())) writeFileSync(new URL(name, folder), text)
}

await generate(import.meta.url, generatedFiles)
