/** Two questions of whoever watches the server: does the process live, and can it do its work. */
import type { FastifyInstance } from 'fastify';
import { problem } from '../../contract/problems';
import { Shape, Word } from '../../contract/schema';
import { ProblemSchema } from './openapi';

/** `reachStore` rejects while the database cannot be asked. */
export function addHealth(app: FastifyInstance, reachStore: () => Promise<void>): void {
  const open = { config: { callers: 'anybody' }, exposeHeadRoute: true } as const;
  app.get('/healthz', {
    ...open,
    schema: { summary: 'The process lives', response: { 200: Shape({ status: Word('ok') }) } },
    handler: async () => ({ status: 'ok' }),
  });
  app.get('/readyz', {
    ...open,
    schema: {
      summary: 'The database answers',
      response: { 200: Shape({ status: Word('ready') }), default: ProblemSchema },
    },
    handler: async (request) => {
      await reachStore().catch((error: unknown) => {
        request.log.warn({ err: error }, 'the store does not answer');
        throw problem('storeAway', null, request.id);
      });
      return { status: 'ready' };
    },
  });
}
