/** Every endpoint of the contract becomes a route: the path and schemas from there, what happens from the acts. */
import type { FastifyInstance } from 'fastify';
import type { Endpoint } from '../../contract/endpoint';
import { endpoints, type EndpointName } from '../../contract/endpoints';
import { callers } from './callers';
import { ProblemSchema } from './openapi';
import type { Acts, Asker } from '../tracking/acts';
import { summaries } from './summaries';

/** What all acts have in common; the contract's schemas have given `body` and `params` their shapes by then. */
type AnyAct = (asker: Asker, input: { readonly body: unknown; readonly params: unknown }) => Promise<unknown>;

export function addRoutes(app: FastifyInstance, acts: Acts): void {
  for (const name of Object.keys(endpoints) as EndpointName[]) addRoute(app, name, acts[name] as AnyAct);
}

function addRoute(app: FastifyInstance, name: EndpointName, act: AnyAct): void {
  const { method, path, params, body, reply }: Endpoint = endpoints[name];
  app.route({
    method,
    url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: { callers: callers[name] },
    schema: {
      operationId: name,
      summary: summaries[name],
      security: [{ bearer: [] }],
      'x-roles': callers[name],
      ...(params ? { params } : {}),
      ...(body ? { body } : {}),
      response: { 200: reply, default: ProblemSchema },
    },
    handler: async (request) => act(request.asker!, { body: request.body, params: request.params }),
  });
}
