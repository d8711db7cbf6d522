/** Where a stranger can put megabytes, and of what: a mail of about the wanted size for each. */

const start = 'From: a@x.example\nDate: Mon, 4 May 2026 09:00:00 +0200\n';
const fill = (piece, bytes) => piece.repeat(Math.ceil(bytes / Buffer.byteLength(piece)));
const header = (name, piece) => (bytes) => `${start}${name}: ${fill(piece, bytes)}\n\nx\n`;
const lines = (piece) => (bytes) => `${start}${fill(piece, bytes)}Subject: x\n\nx\n`;
const body = (type, piece) => (bytes) => `${start}MIME-Version: 1.0\nContent-Type: ${type}\n\n${fill(piece, bytes)}\n`;

/** Text of a mail by what fills it. */
export const FIELDS = {
  'subject: words': header('Subject', 'word '),
  'subject: prefixes': header('Subject', 'Re: '),
  'subject: tags': header('Subject', '[tag] '),
  'subject: digits': header('Subject', 'CRM:1 '),
  'subject: encoded words': header('Subject', '=?utf-8?q?=C3=A4?= '),
  'subject: words begun and not ended': header('Subject', '=?utf-8?q?'),
  'subject: NUL': header('Subject', '\0'),
  'subject: combining marks': header('Subject', 'a\u0301\u0327'),
  'from: quotes': header('From', '"'),
  'from: comments': header('From', '('),
  'from: brackets': header('From', '<'),
  'from: backslashes': header('From', '\\'),
  'to: addresses': header('To', 'a@x.example, '),
  'to: folded addresses': header('To', 'a@x.example,\n '),
  'to: groups': header('To', 'g: a@x.example; '),
  'cc: encoded names': header('Cc', '=?utf-8?b?w6Q=?= <a@x.example>, '),
  'references: ids': header('References', '<some.id@x.example> '),
  'references: folded ids': header('References', '<some.id@x.example>\n '),
  'references: brackets': header('References', '<'),
  'references: bare ids': header('References', 'some.id@x.example,'),
  'in-reply-to: prose': header('In-Reply-To', 'from Anna of Monday '),
  'in-reply-to: comments': header('In-Reply-To', '(<a@x>'),
  'message-id': header('Message-ID', 'a'),
  'thread-index': header('Thread-Index', 'AdsB'),
  'thread-topic': header('Thread-Topic', 'Re: [a] '),
  received: lines('Received: from a by b; Mon, 4 May 2026 09:00:00 +0200\n'),
  'received: one': header('Received', 'a; '),
  'date: comments': header('Date', '(()'),
  'content-type: parameters': header('Content-Type', 'a=b; '),
  'content-type: boundary': (bytes) => `${start}Content-Type: multipart/mixed; boundary="${fill('b', bytes)}"\n\nx\n`,
  'list-id': header('List-Id', '<a'),
  'x-original-from': header('X-Original-From', '"<('),
  'unknown headers': lines('X-Junk: y\n'),
  'lines without a colon': lines('no colon here\n'),
  'one folded line': header('X-Junk', 'a\n '),
  'no line end at all': (bytes) => fill('a', bytes),
  'body: empty lines': body('text/plain', '\n'),
  'body: one line': body('text/plain', 'a'),
  'body: dashes': body('multipart/mixed; boundary=b', '-- a line that begins as a boundary does\n'),
  'body: quoted headers': body('text/plain', 'Below this line is a copy of the message.\n'),
  'body: quoted-printable': body(
    'text/plain\nContent-Transfer-Encoding: quoted-printable',
    `${'=C3=A4'.repeat(10)}=\n`,
  ),
  'body: base64': body('text/plain\nContent-Transfer-Encoding: base64', `${'w6TD'.repeat(19)}\n`),
  'body: flowed': body('text/plain; format=flowed; delsp=yes', '> a line as flowed text has them \n'),
  'body: open tags': body('text/html', '<b>'),
  'body: entities': body('text/html', '&amp;&#'),
  'body: comments of HTML': body('text/html', '<!-- '),
  'parts: many': body('multipart/mixed; boundary=b', '--b\n\nA part of a line and no more than that.\n'),
  'parts: in parts': (bytes) =>
    `${start}Content-Type: multipart/mixed; boundary=b\n\n${fill('--b\nContent-Type: multipart/mixed; boundary=b\n\n', bytes)}`,
  'parts: mails': body('multipart/digest; boundary=b', '--b\n\nSubject: A mail of a line\n\nAnd no more than that.\n'),
  'parts: mails in mails': (bytes) => `${start}${fill('Content-Type: message/rfc822\n\n', bytes)}x\n`,
  'parts: a header of one': (bytes) =>
    `${start}Content-Type: multipart/mixed; boundary=b\n\n--b\n${fill('X-Junk: y\n', bytes)}\nx\n--b--\n`,
};
