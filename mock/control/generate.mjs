// Writes mock/control/generated/ from mock/control/openapi.yaml: the document as it is served, its types, and the validators
// of what it is asked with. `npm run generate` runs it; document.test.ts fails when the files in git no longer match.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { compiledModule, generate, generatedHeader, typesModule } from '../../contract/generate.mjs'

const header = generatedHeader('mock/control/openapi.yaml')

/** Every generated file: its name under mock/control/generated/ and its text. */
export async function generatedFiles() {
  // What begins with `x-common` only serves the anchors of the source.
  const { 'x-common': _, ...document } = parse(readFileSync(new URL('openapi.yaml', import.meta.url), 'utf8'), { merge: true })
  return {
    'document.ts': `${header}
/** The document of the control API, as JSON. */
export const document: string = ${JSON.stringify(JSON.stringify(document))}
`,
    'types.ts': readonly(await typesModule(document, header)) + operationTypes(document),
    'validators.ts': compiledModule(document, bodiesOf(document), { banner: header, contract: '../../../contract' }),
  }
}

/** The schemas of the request bodies, by their names. */
function bodiesOf(document) {
  return Object.fromEntries(
    operationsOf(document)
      .flatMap((operation) => schemaOf(operation) ?? [])
      .map((schema) => [nameOf(schema), schema]),
  )
}

function operationTypes(document) {
  const operations = operationsOf(document)
  const bodies = operations.filter(schemaOf).map((operation) => `readonly ${operation.operationId}: ${nameOf(schemaOf(operation))}\n`)
  const events = Object.entries(eventsOf(document)).map(([name, schema]) => `readonly '${name}': ${nameOf(schema)}\n`)
  return `/** The operations, by their names. */
export type OperationId = ${operations.map(({ operationId }) => `'${operationId}'`).join(' | ')}
/** The body of each operation that has one. */
export interface Bodies {
${bodies.join('')}}
/** The data of each event. */
export interface EventData {
${events.join('')}}
`
}

function eventsOf(document) {
  return document.paths['/events'].get.responses['200'].content['text/event-stream']['x-events']
}

function operationsOf(document) {
  return Object.values(document.paths).flatMap((item) => Object.values(item))
}

function schemaOf({ requestBody }) {
  return requestBody?.content['application/json'].schema
}

function nameOf(schema) {
  return schema.$ref.split('/').at(-1)
}

/** What comes over the wire is nobody's to change. */
function readonly(types) {
  return types
    .replaceAll(/^(?=(?:[\w-]+|"[\w-]+"|\[k: string\])\??: )/gm, 'readonly ')
    .replaceAll(/(?<=: |= )(\(.+\)|[\w.]+)\[\]/g, 'readonly $1[]')
}

await generate(import.meta.url, generatedFiles)
