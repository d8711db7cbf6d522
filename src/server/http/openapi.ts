/** The truth about the routes, as OpenAPI 3.1 under /api/openapi.json. */
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { Shape, Type } from '../../contract/schema';
import { SettingsSchema } from '../../contract/settings';

const Fields = Shape({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  next: Type.String(),
  detail: Type.Optional(Type.String()),
  reference: Type.Optional(Type.String()),
});

/** RFC 9457, with what to do next. */
export const ProblemSchema = {
  description: 'What went wrong and what to do next',
  content: { 'application/problem+json': { schema: Fields } },
};

/** To be called before any route is added: the plugin listens to routes as they come. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Threadmark', version, description: 'Which record a mail belongs to, why, and who said so.' },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
  });
}

export function addApiDescription(app: FastifyInstance): void {
  app.get('/api/openapi.json', {
    config: { callers: 'anybody' },
    schema: { hide: true },
    handler: async (_request, reply) => reply.type('application/json').send(app.swagger()),
  });
}

/** JSON Schema 2020-12 of the file that settings are exported to and imported from. */
const settingsFile = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Threadmark settings',
  type: 'object',
  required: ['settings'],
  properties: {
    $schema: Type.String(),
    organisation: Type.String(),
    version: Type.Integer(),
    /** A part of them is enough: what is not named stays. */
    settings: { ...SettingsSchema, required: [] },
  },
};

/** Under the address that exported files name as their schema. */
export function addSettingsSchema(app: FastifyInstance): void {
  app.get('/settings.schema.json', {
    config: { callers: 'anybody' },
    schema: { summary: 'JSON Schema of a settings file' },
    handler: async (_request, reply) => reply.type('application/schema+json').send(JSON.stringify(settingsFile)),
  });
}
