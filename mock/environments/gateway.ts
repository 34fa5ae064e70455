import { operation } from '../../contract/index.ts'
import { json } from '../pipeline/answer.ts'
import type { Environment } from './environment.ts'

/** An API gateway that knows its routes, with a pattern for the UUID, and keeps everything else from the application. */
export const gateway: Environment = {
  name: 'gateway',
  summary: 'Unknown paths, and ids that are no UUID, are answered 404 before the application asks who is calling.',
  arrange: () => ({
    around: (next) => (request) =>
      route.test(request.target) ? next(request) : json(404, { detail: 'no route matched with those values' }, { server: 'gateway' }),
  }),
}

const uuid = '[\\da-fA-F]{8}(-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}'
const route = new RegExp(`^(https?://[^/]+)?${operation.path.replace('{token_id}', uuid)}(\\?.*)?$`)
