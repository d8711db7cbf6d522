/** @jest-environment jsdom */
import { makeBodyDocument } from '../../src/record/bodyDocument';
import { bodyHeight } from '../../src/record/bodyHeight';

const inside = (html: string, pictures = false) => {
  const made = makeBodyDocument(html, pictures);
  return { ...made, document: new DOMParser().parseFromString(made.srcdoc, 'text/html') };
};

const hostile: readonly (readonly [string, string, string])[] = [
  ['a script', '<script>steal()</script>', 'script'],
  ['an event handler', '<img src=x onerror="steal()">', '[onerror]'],
  ['a handler on the body itself', '<body onload="steal()">hi</body>', '[onload]'],
  ['an svg with a handler', '<svg onload="steal()"><script>steal()</script></svg>', 'svg'],
  ['a script hidden in mathematics', '<math><mtext><script>steal()</script></mtext></math>', 'math'],
  ['a form', '<form action="https://evil.example"><input name=password></form>', 'form, input'],
  ['a frame', '<iframe src="https://evil.example"></iframe>', 'iframe'],
  ['a srcdoc frame', '<iframe srcdoc="<script>steal()</script>"></iframe>', 'iframe, [srcdoc]'],
  ['a plug-in', '<object data="https://evil.example/x.swf"></object><embed src=x>', 'object, embed'],
  ['a redirect', '<meta http-equiv="refresh" content="0;url=https://evil.example">', '[http-equiv=refresh]'],
  ['a new base', '<base href="https://evil.example/">', 'base'],
  ['a foreign style sheet', '<link rel=stylesheet href="https://evil.example/a.css">', 'link'],
  ['a javascript link', '<a href="javascript:steal()">x</a>', '[href]'],
  ['a javascript link with a tab in it', '<a href="java&#9;script:steal()">x</a>', '[href]'],
  ['a data link', '<a href="data:text/html,<script>steal()</script>">x</a>', '[href]'],
  ['a picture set', '<img srcset="https://evil.example/p.gif 1x">', '[srcset]'],
  ['a table with a remote background', '<table background="https://evil.example/p.gif"></table>', '[background]'],
];

test.each(hostile)('P2 the body document drops %s', (_what, html, selector) => {
  expect(inside(html).document.querySelector(selector)).toBeNull();
});

test('P2 the policy comes first in the head and loads nothing from outside', () => {
  const { document } = inside('<p>hi</p>');
  const meta = document.head.querySelector('meta[http-equiv="Content-Security-Policy"]');
  expect(meta?.getAttribute('content')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'",
  );
  expect(document.head.querySelector('[src], [href], script')).toBeNull();
});

test('P2 a body cannot close the head early to escape the policy', () => {
  const { document } = inside('</style></head><script>steal()</script><style>*{}</style>');
  expect(document.querySelector('script')).toBeNull();
  expect(document.head.querySelector('meta[http-equiv]')).not.toBeNull();
});

const pictures =
  '<img data-remote-src="https://pics.example/a.png" alt="A"><img src="http://pics.example/b.png"><img src="//pics.example/c.png"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">';

test('P2 remote pictures wait; embedded ones are shown', () => {
  const { document, waiting } = inside(pictures);
  expect(waiting).toBe(3);
  expect([...document.querySelectorAll('img')].map((img) => img.getAttribute('src'))).toEqual([
    null,
    null,
    null,
    'data:image/gif;base64,R0lGODlhAQABAAAAACw=',
  ]);
});

test('P2 once the reader asks, pictures load by https and without saying from where', () => {
  const { document, waiting } = inside(pictures, true);
  expect(waiting).toBe(0);
  const remote = [...document.querySelectorAll('img')].slice(0, 3);
  expect(remote.map((img) => img.getAttribute('src'))).toEqual([
    'https://pics.example/a.png',
    'https://pics.example/b.png',
    'https://pics.example/c.png',
  ]);
  expect(remote.every((img) => img.getAttribute('referrerpolicy') === 'no-referrer')).toBe(true);
  expect(document.querySelector('meta[http-equiv]')?.getAttribute('content')).toContain('img-src data: https:');
});

test('P2 links are told with their true address, once each, and only those that lead somewhere safe', () => {
  const { links } = inside(
    '<a href="https://evil.example/pay">https://bank.example</a><a href="https://evil.example/pay">again</a><a href="mailto:anna@contoso.example">Anna</a><a href="javascript:x()">no</a><a href="#top">no</a>',
  );
  expect(links).toEqual([
    { address: 'https://evil.example/pay', text: 'https://bank.example' },
    { address: 'mailto:anna@contoso.example', text: 'Anna' },
  ]);
});

test('P2 plain mail keeps its words, lists, quotes and tables', () => {
  const html =
    '<p>Dear <b>Alice</b>,</p><ul><li>one</li></ul><blockquote>said</blockquote><table><tbody><tr><td>1</td></tr></tbody></table>';
  expect(inside(html).document.body.innerHTML).toBe(html);
});

test.each([
  ['a short note stays small', '<p>Hi</p>', 900, [110, 110]],
  ['a longer one grows', `<p>${'word '.repeat(400)}</p>`, 900, [200, 480]],
  ['the same one is higher where the page is narrow', `<p>${'word '.repeat(150)}</p>`, 250, [400, 520]],
  ['nothing takes the whole page', `<p>${'word '.repeat(90_000)}</p>`, 900, [520, 520]],
])('O4 height: %s', (_story, html, width, [least, most]) => {
  const height = bodyHeight(html, width);
  expect(height).toBeGreaterThanOrEqual(least as number);
  expect(height).toBeLessThanOrEqual(most as number);
});
