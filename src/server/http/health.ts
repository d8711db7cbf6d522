/** Two questions of whoever watches the server: does the process live, and can it do its work. */
import type { FastifyInstance } from 'fastify';
import { problem, tryLater } from '../../contract/problems';
import { Shape, Type, Word } from '../../contract/schema';
import { ProblemSchema } from './openapi';

/** `reachStore` tells whether something could be stored, and rejects while the database cannot be asked. */
export function addHealth(app: FastifyInstance, reachStore: () => Promise<boolean>): void {
  const open = { config: { callers: 'anybody' }, exposeHeadRoute: true } as const;
  app.get('/healthz', {
    ...open,
    schema: { summary: 'The process lives', response: { 200: Shape({ status: Word('ok') }) } },
    handler: async () => ({ status: 'ok' }),
  });
  app.get('/readyz', {
    ...open,
    schema: {
      summary: 'The database answers, and whether it takes writes; with ?writes that it does',
      response: { 200: Shape({ status: Word('ready'), writes: Type.Boolean() }), default: ProblemSchema },
    },
    handler: async (request) => {
      const writes = await reachStore().catch((error: unknown) => {
        request.log.warn({ err: error }, 'the store does not answer');
        throw problem('storeAway', null, request.id);
      });
      if (!writes && Object.hasOwn(request.query as object, 'writes')) throw tryLater('storeFull', 30);
      return { status: 'ready', writes };
    },
  });
}
