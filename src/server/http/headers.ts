/** What browsers are told about our answers. */
import type { FastifyInstance } from 'fastify';

/** Outlook on the web and the hosts it is embedded in. */
const outlookHosts = [
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook.live.com',
  'https://outlook.cloud.microsoft',
  'https://*.office.com',
  'https://*.office365.com',
  'https://*.microsoft365.com',
  'https://*.cloud.microsoft',
];

/** office.js, and MicrosoftAjax which office.js itself asks for by this one address. */
const officeScripts = ['https://appsforoffice.microsoft.com', 'https://ajax.aspnetcdn.com'];

/**
 * `openToHosts`: any page may embed ours, as other host pages on a developer's machine do. `signInAt`: where pages trade a
 * code for a token.
 */
export function contentPolicy(openToHosts: boolean, signInAt: readonly string[] = []): string {
  const ancestors = openToHosts ? ['*'] : ["'self'", 'https://localhost:*', ...outlookHosts];
  const rules: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", ...officeScripts],
    // The component library writes its styles into the page as it goes.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:', 'https:'],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'", ...signInAt],
    'frame-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ancestors,
  };
  return Object.entries(rules)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/** The service worker of the pane fetches what it keeps: our own files and office.js. */
export const workerPolicy = `default-src 'none'; script-src 'self'; connect-src 'self' ${officeScripts.join(' ')}`;

/** On every answer; pages replace the policy, which is the tightest for all that is not a page. */
export function addHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    if (/^\/(api|dev)\//.test(request.url)) reply.header('cache-control', 'no-store');
  });
}
