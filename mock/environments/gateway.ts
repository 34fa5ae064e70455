import { operation } from '../../contract/index.ts'
import type { Answer } from '../pipeline/answer.ts'
import { json } from '../pipeline/answer.ts'
import { valuesOf } from '../pipeline/incoming.ts'
import type { Environment } from './environment.ts'

/**
 * An API gateway that knows its routes, with a pattern for the UUID, and keeps everything else from the application. As nginx
 * does, it takes a second `Authorization` line for no HTTP, and says so on a page of its own.
 */
export const gateway: Environment = {
  name: 'gateway',
  summary: 'Unknown paths, ids that are no UUID, and a second Authorization line are refused before the application is asked.',
  arrange: () => ({
    around: (next) => (request) => {
      if (valuesOf(request, 'authorization').length > 1) return badRequest
      return route.test(request.target) ? next(request) : json(404, { detail: 'no route matched with those values' }, { server: 'gateway' })
    },
  }),
}

const badRequest: Answer = {
  status: 400,
  headers: { 'content-type': 'text/html', server: 'gateway' },
  body: '<html><head><title>400 Bad Request</title></head></html>',
}

const uuid = '[\\da-fA-F]{8}(-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}'
const route = new RegExp(`^(https?://[^/]+)?${operation.path.replace('{token_id}', uuid)}(\\?.*)?$`)
