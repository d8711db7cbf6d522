/** A stored body runs nothing and loads nothing. */
import { sanitiseHtml } from '../../../src/server/tracking/sanitise';

describe('P2 what could act is gone', () => {
  test.each([
    ['script', '<p>a<script>alert(1)</script></p>', '<p>a</p>'],
    ['nested script', '<scr<script>ipt>alert(1)</script>', 'ipt&gt;alert(1)'],
    ['event handlers', '<img src=x onerror=alert(1)><b onclick="x">b</b>', '<img /><b>b</b>'],
    [
      'javascript links',
      '<a href="javascript:alert(1)">x</a>',
      '<a rel="noopener noreferrer nofollow" target="_blank">x</a>',
    ],
    [
      'hidden javascript links',
      '<a href="jav&#x09;ascript:alert(1)">x</a>',
      '<a rel="noopener noreferrer nofollow" target="_blank">x</a>',
    ],
    [
      'data links',
      '<a href="data:text/html,<script>1</script>">x</a>',
      '<a rel="noopener noreferrer nofollow" target="_blank">x</a>',
    ],
    ['forms', '<form action="https://x"><input name=a><button>go</button></form>', 'go'],
    ['frames', '<iframe srcdoc="<script>1</script>"></iframe><object data=x></object><embed src=x>', null],
    [
      'svg and mathml',
      '<svg onload=alert(1)><a xlink:href="javascript:1">t</a></svg><math><mi>x</mi></math>',
      '<a rel="noopener noreferrer nofollow" target="_blank">t</a>x',
    ],
    [
      'meta, base and link',
      '<meta http-equiv=refresh content="0;url=x"><base href="https://x"><link rel=stylesheet href=x>ok',
      'ok',
    ],
    ['style sheets', '<style>body{display:none}</style>ok', 'ok'],
    ['conditional comments', '<!--[if mso]><script>1</script><![endif]-->ok', 'ok'],
    ['templates', '<template><img src=x onerror=1></template>', '<img />'],
    ['ids that shadow the page', '<p id="body" name="x" class="y">a</p>', '<p>a</p>'],
  ])('%s', (_name, html, expected) => {
    expect(sanitiseHtml(html)).toBe(expected);
  });
});

describe('P2 what would load is set aside', () => {
  test.each([
    [
      'remote pictures',
      '<img src="https://t.example/p.gif" width="1">',
      '<img width="1" data-remote-src="https://t.example/p.gif" />',
    ],
    [
      'source sets',
      '<img srcset="https://t.example/2x 2x" src="HTTP://t.example/1x">',
      '<img data-remote-src="HTTP://t.example/1x" />',
    ],
    ['protocol-relative pictures', '<img src="//t.example/p.gif">', '<img />'],
    ['pictures inside of the mail', '<img src="cid:image001@x" alt="logo">', '<img alt="logo" />'],
    ['a forged aside', '<img data-remote-src="javascript:alert(1)">', '<img />'],
    [
      'backgrounds',
      '<table background="https://t.example/b"><tr><td background="x" style="background:url(https://t.example/c)">a</td></tr></table>',
      '<table><tr><td>a</td></tr></table>',
    ],
    [
      'style with addresses',
      '<p style="color:red;background-image:url(https://t.example);list-style:url(x);width:expression(alert(1));margin-left:-99px;position:fixed">a</p>',
      '<p style="color:red">a</p>',
    ],
    ['media', '<video src="https://t.example/v" poster="https://t.example/p"></video><audio src=x></audio>', null],
    ['svg data pictures', '<img src="data:image/svg+xml;base64,PHN2Zz4=">', '<img />'],
  ])('%s', (_name, html, expected) => {
    expect(sanitiseHtml(html)).toBe(expected);
  });

  test('carried pictures stay', () => {
    expect(sanitiseHtml('<img src="data:image/png;base64,iVBORw0KGgo=">')).toBe(
      '<img src="data:image/png;base64,iVBORw0KGgo=" />',
    );
  });
});

describe('P2 what people read stays', () => {
  test.each([
    [
      'structure',
      '<table width="600"><tr><td colspan="2" style="padding:4px 8px;color:#333">a</td></tr></table>',
      '<table width="600"><tr><td colspan="2" style="padding:4px 8px;color:#333">a</td></tr></table>',
    ],
    [
      'links',
      '<a href="https://contoso.example/a?b=1&amp;c=2">x</a>',
      '<a href="https://contoso.example/a?b=1&amp;c=2" rel="noopener noreferrer nofollow" target="_blank">x</a>',
    ],
    ['right-to-left text', '<div dir="rtl">שלום</div>', '<div dir="rtl">שלום</div>'],
    [
      'Outlook’s paragraphs',
      '<p class="MsoNormal"><span style="font-family:Calibri,sans-serif;mso-fareast-language:EN-US">Hi<o:p></o:p></span></p>',
      '<p><span style="font-family:Calibri,sans-serif">Hi</span></p>',
    ],
    ['signs that look like tags', '1 &lt; 2 <3 & 4', '1 &lt; 2 &lt;3 &amp; 4'],
  ])('%s', (_name, html, expected) => {
    expect(sanitiseHtml(html)).toBe(expected);
  });

  test('what is nested too deep keeps its words, and says so', () => {
    expect(sanitiseHtml(`${'<div>'.repeat(2000)}Hello <b>1 < 2</b><img src=x onerror=alert(1)>`)).toBe(
      '<p><em>Only the text of this email is kept: its formatting was too much to make safe.</em></p><pre>Hello  1 &lt; 2</pre>',
    );
  });

  test('nothing stays nothing', () => {
    expect([sanitiseHtml(null), sanitiseHtml(''), sanitiseHtml(' <div> ')]).toEqual([null, null, '<div> </div>']);
  });
});

describe('H1 four megabytes made to hurt are done, and stay harmless', () => {
  const SIZE = 4_000_000;
  const fill = (piece: string) => piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
  test.each([
    ['nested blocks', fill('<div>')],
    ['nested tables', fill('<table><tr><td>')],
    ['open angles', fill('<')],
    ['unclosed quotes', `<a href="${fill('x')}`],
    ['one attribute after another', `<p ${fill('a=1 ')}>`],
    ['entities', fill('&amp;')],
    ['comments that never end', fill('<!--')],
    ['one long style', `<p style="${fill('color:red;')}">a</p>`],
    ['one odd style', `<p style="font-family:${fill('a,')}">a</p>`],
    ['lengths', `<p style="margin:${fill('1px ')}">a</p>`],
    ['scripts', fill('<script>alert(1)</script>')],
    ['closing tags', fill('</div>')],
    ['nul and half letters', fill('\u0000\ud800')],
  ])('%s', (_name, html) => {
    const safe = sanitiseHtml(html);
    expect(safe ?? '').not.toMatch(/<script|onerror|javascript:/i);
  });
});
