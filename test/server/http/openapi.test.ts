import { endpoints, type EndpointName } from '../../../src/contract/endpoints';
import { parse, type TSchema } from '../../../src/contract/schema';
import { addDevDoor, makeLocalIssuer } from '../../../src/server/http/localIssuer';
import { freshFolder } from './folders';
import { goodRequests, makeTestApp, signedIn, type TestApp } from './fakes';

interface Operation {
  readonly operationId?: string;
  readonly security?: unknown;
  readonly requestBody?: { readonly content: Record<string, { readonly schema: TSchema }> };
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: TSchema }> }>;
}
type Paths = Record<string, Record<string, Operation>>;

describe('The OpenAPI document', () => {
  let one: TestApp;
  let document: { openapi: string; paths: Paths };
  beforeAll(async () => {
    const issuer = await makeLocalIssuer(freshFolder(), () => new Date());
    one = await makeTestApp({ doors: [(app) => addDevDoor(app, { issuer, listUsers: async () => [] })] });
    document = (await one.app.inject('/api/openapi.json')).json();
  });
  afterAll(() => one.app.close());

  const described = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );

  /** Fastify's own list: every line is a part of a path with its methods, indented by its depth. */
  const registered = () => {
    const parts: string[] = [];
    return one.app
      .printRoutes({ commonPrefix: false })
      .split('\n')
      .flatMap((line) => {
        const [, indent = '', part = '', methods = ''] = /^([│├└─ ]*)(\S+)(?: \((.+)\))?$/.exec(line) ?? [];
        parts.splice(indent.length / 4 - 1, Infinity, part);
        const path = parts.join('').replaceAll(/:(\w+)/g, '{$1}');
        return methods
          .split(', ')
          .filter(Boolean)
          .map((method) => `${method} ${path}`);
      });
  };

  it('H1 is version 3.1 and names exactly the routes that exist', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(registered().length).toBeGreaterThan(14);
    expect(described().sort()).toEqual(
      registered()
        // HEAD is GET without a body, and needs no description of its own.
        .filter((route) => route !== 'GET /api/openapi.json' && !route.startsWith('HEAD '))
        .sort(),
    );
  });

  it('H1 names exactly the endpoints of the contract under /api', () => {
    const promised = Object.values(endpoints).map(({ method, path }) => `${method} ${path}`);
    expect(
      described()
        .filter((route) => route.includes(' /api/'))
        .sort(),
    ).toEqual(promised.sort());
  });

  it.each(Object.keys(endpoints) as EndpointName[])(
    'H1 tells the truth about %s: its reply fits what is written there',
    async (name) => {
      const { method, path } = endpoints[name];
      const operation = document.paths[path]?.[method.toLowerCase()];
      const { params = {}, payload } = goodRequests[name] as { params?: Record<string, string>; payload?: object };
      const url = path.replaceAll(/\{(\w+)\}/g, (_all, part: string) => params[part] ?? '');
      const reply = await one.app.inject({
        method,
        url,
        headers: signedIn(one.token),
        ...(payload ? { payload } : {}),
      });
      const refused = await one.app.inject({ method, url, ...(payload ? { payload } : {}) });
      const ok = operation?.responses['200']?.content?.['application/json']?.schema;
      const problem = operation?.responses['default']?.content?.['application/problem+json']?.schema;
      expect([operation?.operationId, operation?.security]).toEqual([name, [{ bearer: [] }]]);
      expect(() => parse(ok!, reply.json())).not.toThrow();
      expect(() => parse(problem!, refused.json())).not.toThrow();
      if (payload)
        expect(() => parse(operation!.requestBody!.content['application/json']!.schema, payload)).not.toThrow();
      expect((operation?.parameters ?? []).map((each) => each.name)).toEqual(Object.keys(params));
    },
  );

  it('H1 would notice a reply that does not fit', () => {
    const schema = document.paths['/api/me']?.['get']?.responses['200']?.content?.['application/json']?.schema;
    expect(() => parse(schema!, { user: { address: 1 } })).toThrow();
  });
});
