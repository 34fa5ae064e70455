// Writes conformance/recorded/generated/ from conformance/schema/history-v1.json: a validator for every kind of event, and for
// what many exchanges have in common. `npm run generate` runs it; generated.test.ts fails when the file in git no longer matches.
import { readFileSync } from 'node:fs'
import { Ajv2020, _ } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import { generate, generatedHeader } from '../../contract/generate.mjs'

/** Parts of an exchange that are validated by themselves, once for all exchanges that have them. */
const parts = {
  head: '#/$defs/head',
  headers: '#/$defs/headers',
  body: '#/$defs/request/properties/body',
  framing: '#/$defs/request/properties/framing',
  response: '#/$defs/response',
}
/** The formats, as the names of the functions that know them, and where those are. */
const formats = { 'date-time': 'isDateTime', 'http-url': 'isHttpUrl' }
const imports = `import { isDateTime } from '../../../contract/date-time.ts'
import type { Validator } from '../../../contract/validator.ts'
import { isHttpUrl } from '../http-url.ts'
`

/** Every generated file: its name under conformance/recorded/generated/ and its text. */
export async function generatedFiles() {
  const schema = JSON.parse(readFileSync(new URL('../schema/history-v1.json', import.meta.url), 'utf8'))
  return { 'validators.ts': validatorsModule({ ...schema, $defs: { ...schema.$defs, head: headOf(schema.$defs) } }) }
}

/** An exchange but for its answer, and for what its request shares with others. */
function headOf({ exchange, request }) {
  const { method, target } = request.properties
  return { ...exchange, properties: { ...exchange.properties, request: { ...request, properties: { method, target } }, response: true } }
}

function validatorsModule(schema) {
  const kinds = Object.fromEntries(schema.oneOf.map(({ $ref }) => [$ref.split('/').at(-1), $ref]))
  const ajv = new Ajv2020({
    code: { source: true, esm: true, lines: true, formats: _`formats` },
    formats: Object.fromEntries(Object.keys(formats).map((name) => [name, () => true])),
  }).addSchema(schema)
  const code = standalone(ajv, Object.fromEntries(Object.entries({ ...kinds, ...parts }).map(([name, $ref]) => [name, schema.$id + $ref])))
    .replaceAll(/const (\w+) = formats\["?([\w-]+)"?\];/g, (found, name, format) => `const ${name} = ${formats[format]};`)
    .replaceAll(/const (\w+) = require\("ajv\/dist\/runtime\/ucs2length"\)\.default;/g, 'const $1 = (text) => Array.from(text).length;')
    .replaceAll(/export const (\w+) = (\w+);/g, 'export const $1: Validator = $2;')
    .replace('"use strict";\n', '')
  if (/require\(|\bformats\b|new Function|\beval\(/.test(code)) throw new Error('The validators would need require or eval.')
  return `// @ts-nocheck\n${generatedHeader('conformance/schema/history-v1.json')}${imports}${code}`
}

await generate(import.meta.url, generatedFiles)
