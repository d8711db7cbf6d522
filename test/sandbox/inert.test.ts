import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { inertHtml } from '../../src/sandbox/mailbox/inert';
import { hideImages, showImages } from '../../src/sandbox/mailbox/inlineImages';
import { htmlToText, textToHtml } from '../../src/sandbox/mailbox/plainText';
import { MailBody, makePage } from '../../src/sandbox/view/MailBody';
import { borrowParser } from './tools';

beforeAll(borrowParser);

test.each([
  '<script>evil()</script>',
  '<img src=x onerror=evil()>',
  '<IMG/ONERROR=evil() SRC=x>',
  '<a href="java\nscript:evil()">x</a>',
  '<a href="data:text/html,evil()">x</a>',
  '<svg onload=evil()><a xlink:href=" javascript:evil()">x</a></svg>',
  '<iframe src="https://evil.example"></iframe>',
  '<form action="https://evil.example"><input autofocus onfocus=evil()></form>',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<img src="https://evil.example/pixel.gif">',
  '<img srcset="https://evil.example/2x.gif 2x">',
  '<table background="https://evil.example/b.png"><tr><td>x</td></tr></table>',
  '<div style="background:url(\'https://evil.example/c.png\')">x</div>',
  '<style>@import "https://evil.example/d.css"; p{background:url(https://evil.example/e.png)}</style>',
  '<video poster="https://evil.example/p.png" src="https://evil.example/v.mp4"></video>',
  '<object data="https://evil.example/o"></object>',
])('X6 nothing of a mail acts or loads: %s', (html) => {
  expect(inertHtml(html)).not.toMatch(/evil/);
});

test('X6 a link of a mail opens beside it, whatever it asks for', () => {
  expect(inertHtml('<a href="https://x.example/" target="_self">x</a>')).not.toContain('target');
  expect(inertHtml('<svg><a href="https://x.example/"><set attributeName="target" to="_self"/></a></svg>')).not.toMatch(
    /target/,
  );
});

test('X6 words, layout, ordinary links and carried images stay', () => {
  const html = inertHtml(
    '<form><p style="color:red">Hello <a href="https://x.example/">link</a><img src="cid:logo@x"></p></form>',
  );
  expect(html).toContain('<p style="color:red">Hello <a href="https://x.example/">link</a><img src="cid:logo@x"></p>');
  expect(html).not.toContain('form');
});

test('X6 words that only look like handlers stay as they were', () => {
  expect(inertHtml('<p>depends on time = 5, on load=full</p>')).toContain('depends on time = 5, on load=full');
});

test('X6 an image of the message is shown by its bytes and named by its id again on the wire', () => {
  const file = {
    id: '1',
    name: 'l.png',
    contentType: 'image/png',
    size: 1,
    inline: true,
    contentId: '<logo@x>',
    base64: 'AA==',
  };
  const shown = showImages('<img src="cid:logo%40x"><img src="cid:none">', [file]);
  expect(shown).toBe('<img src="data:image/png;base64,AA==" data-cid="logo%40x"><img data-cid="none">');
  expect(hideImages(shown)).toContain('<img src="cid:logo%40x">');
});

test('X6 plain text is shown as text, in the theme of the reader', () => {
  const page = makePage({ body: { html: null, text: '<b>not bold</b>' }, attachments: [], dark: true });
  expect(page).toContain('&lt;b&gt;not bold&lt;/b&gt;');
  expect(page).toContain('color-scheme:dark');
});

test('X6 whatever a mail brings is shown where nothing is loaded and no script runs', () => {
  const mail = { body: { html: '<p>Hello</p>', text: null }, attachments: [], dark: false };
  const frame = renderToStaticMarkup(createElement(MailBody, mail));
  expect(frame).toContain('Content-Security-Policy&quot; content=&quot;default-src &#x27;none&#x27;');
  expect(frame).not.toMatch(/allow-(scripts|forms|top-navigation)/);
});

test('X6 HTML becomes readable text, and text survives the way through HTML', () => {
  expect(htmlToText('<style>p{}</style><p>One</p><ul><li>two</li><li>three</li></ul>a&nbsp;b')).toBe(
    'One\ntwo\nthree\na b',
  );
  expect(htmlToText(textToHtml('a < b\r\nc & d'))).toBe('a < b\nc & d');
});
