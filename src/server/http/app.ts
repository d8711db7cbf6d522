/** The life of a request, in the order in which it happens: refused while stopping, signed in, checked, done, answered. */
import { randomUUID } from 'node:crypto';
import type { ServerOptions } from 'node:https';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { problem } from '../../contract/problems';
import type { Acts, Asker } from '../tracking/acts';
import type { SignIn } from './auth';
import { allowedWords, type Callers } from './callers';
import { answerNotFound, answerProblem, answerUnreadable } from './failures';
import { addHeaders } from './headers';
import { addHealth } from './health';
import { addApiDescription, addSettingsSchema, describeApi } from './openapi';
import { addRoutes } from './routes';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call a route. It must be said of every one: a route that does not say it does not start. */
    callers?: Callers;
  }
  interface FastifyRequest {
    /** Set by sign-in; null on routes for anybody. */
    asker: Asker | null;
  }
}

/** What the entry needs to know of the framework: that it listens and closes. */
export type App = FastifyInstance;

export interface Parts {
  readonly acts: Acts;
  readonly signIn: SignIn;
  /** Whether something could be stored; rejects while the database cannot be asked. */
  readonly reachStore: () => Promise<boolean>;
  readonly log: FastifyBaseLogger;
  /** null: plain http, behind a proxy that speaks TLS. */
  readonly tls: ServerOptions | null;
  /** Browsers are told never to ask this host without TLS. */
  readonly httpsAlone: boolean;
  readonly version: string;
  /** Further doors: pages, the local issuer. */
  readonly doors: readonly ((app: FastifyInstance) => void | Promise<void>)[];
}

/** Largest request: a mail of two bodies of 4 MB with room for escapes; the schemas bound each field further. */
const bodyLimit = 12 * 1024 * 1024;

/** Ready to listen: nothing can be added to it any more. */
export async function makeApp(parts: Parts): Promise<FastifyInstance> {
  const app = Fastify({
    https: parts.tls,
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit,
    requestTimeout: 120_000,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    frameworkErrors: answerProblem,
    clientErrorHandler: answerUnreadable,
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(TypeBoxValidatorCompiler as never);
  // Replies were typed where they were made; a serialising schema would silently drop what it does not know.
  app.setSerializerCompiler(() => JSON.stringify);
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('asker', null);
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler(answerNotFound);
  app.addHook('onRoute', mustSayForWhom);
  addHeaders(app, parts.httpsAlone);
  refuseWhileStopping(app);
  signInBeforeReading(app, parts.signIn);
  logRequests(app);
  await describeApi(app, parts.version);
  addRoutes(app, parts.acts);
  addApiDescription(app);
  addSettingsSchema(app);
  addHealth(app, parts.reachStore);
  for (const addDoor of parts.doors) await addDoor(app);
  return app;
}

function mustSayForWhom(route: { readonly url: string; readonly config?: { readonly callers?: Callers } }): void {
  const callers = route.config?.callers ?? [];
  if (callers.length === 0) throw new Error(`The route ${route.url} does not say who may call it (config.callers).`);
}

/** Browsers keep connections open and would go on asking: each is answered once more and closed. */
function refuseWhileStopping(app: FastifyInstance): void {
  const state = { stopping: false };
  app.addHook('preClose', async () => {
    state.stopping = true;
  });
  app.addHook('onRequest', async () => {
    if (state.stopping) throw problem('stopping');
  });
  app.addHook('onSend', async (_request, reply) => {
    if (state.stopping) reply.header('connection', 'close');
  });
}

/** Before the body is read: twelve megabytes of a stranger are not worth parsing. */
function signInBeforeReading(app: FastifyInstance, signIn: SignIn): void {
  app.addHook('onRequest', async (request) => {
    const { callers } = request.routeOptions.config;
    if (callers === undefined || callers === 'anybody') return;
    request.asker = await signIn(request.headers.authorization);
    if (!callers.includes(request.asker.role)) throw problem('notAllowed', allowedWords(callers));
  });
}

/** One line a request, with the route's pattern: a path or query as typed could hold an address. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.asker ? { org: request.asker.orgId, user: request.asker.userId } : {}),
    });
  });
}
