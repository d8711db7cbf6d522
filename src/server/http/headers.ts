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

/** The sandbox, and other host pages on a developer's machine: office.js trusts none that has another host name than ours. */
const localHosts = ['https://localhost:*', 'https://127.0.0.1:*'];

/**
 * Who may show a page in a frame: `outlook` and we ourselves, `local` host pages beside them, or `none`. `none` is for pages
 * that people open in a window of their own: in a stranger's frame their clicks could be led (clickjacking).
 */
export type Framing = 'outlook' | 'local' | 'none';

const ancestors: Readonly<Record<Framing, readonly string[]>> = {
  outlook: ["'self'", ...outlookHosts],
  local: ["'self'", ...localHosts, ...outlookHosts],
  none: ["'none'"],
};

/** `signInAt`: where pages trade a code for a token. */
export function contentPolicy(framing: Framing, signInAt: readonly string[] = []): string {
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
    'frame-ancestors': ancestors[framing],
  };
  return Object.entries(rules)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/** The service worker of the pane fetches what it keeps: our own files and office.js. */
export const workerPolicy = `default-src 'none'; script-src 'self'; connect-src 'self' ${officeScripts.join(' ')}`;

/** Nothing of ours uses these, and nothing that is shown in a page of ours may ask for them. */
const permissionsPolicy = ['camera', 'display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'serial', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Seconds. Without includeSubDomains: names below ours may belong to others (RFC 6797 section 6.1.2). */
const strictTransport = 'max-age=31536000';

/**
 * A window that we open for a sign-in or a record stays in touch with us; a stranger's window does not (HTML 7.1.3.1,
 * Microsoft: "Office dialog API and COOP"). Pages that speak to their opener need `unsafe-none`.
 */
const openerPolicy = 'same-origin-allow-popups';

/**
 * On every answer; pages replace the policy, which is the tightest for all that is not a page. `httpsAlone`: browsers shall
 * never ask this host without TLS; not on a developer's machine, whose `localhost` serves other programs as well.
 */
export function addHeaders(app: FastifyInstance, httpsAlone: boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-opener-policy': openerPolicy,
      'permissions-policy': permissionsPolicy,
      ...(httpsAlone ? { 'strict-transport-security': strictTransport } : {}),
    });
    if (/^\/(api|dev)\//.test(request.url)) reply.header('cache-control', 'no-store');
  });
}
