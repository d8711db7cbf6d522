import { askedKeys, extractKeys, learnedAliases, storedKeys } from '../../src/correlation/keys';
import type { Keys } from '../../src/correlation/mail';
import type { StrategyName } from '../../src/correlation/match';
import { defaultPolicy } from '../../src/correlation/policy';
import { KeysSchema } from '../../src/contract/mail';
import { parse } from '../../src/contract/schema';
import { person, write, type Written } from './archive';
import { index } from './threadIndex';

const read = (headers: string | null, rest: Written = {}): Keys => extractKeys(write({ ...rest, headers }));
const lines = (...list: string[]) => list.join('\r\n');

describe('ids', () => {
  test('C1 #5 free text around the id: References are believed instead', () => {
    const keys = read(
      lines(
        'In-Reply-To: Your message of Monday <bar@baz.example>',
        'References: <root@x.example>',
        ' <last@x.example>',
      ),
    );
    expect(keys).toMatchObject({ inReplyTo: [], references: ['bar@baz.example', 'root@x.example', 'last@x.example'] });
  });

  test('C1 #5 free text whose id is in References counts as In-Reply-To', () => {
    const keys = read(
      lines('In-Reply-To: <last@x.example> (of Monday)', 'References: <root@x.example> <last@x.example>'),
    );
    expect(keys.inReplyTo).toEqual(['last@x.example']);
  });

  test('C1 #6 mumble is no id', () => {
    expect(read(lines('In-Reply-To: mumble', 'References: <root@x.example>'))).toMatchObject({
      inReplyTo: [],
      references: ['root@x.example'],
    });
  });

  test.each(['<anna@contoso.example>', 'Alice@Northwind.example', '<anna+x@contoso.example>'])(
    'C1 #8 an address of the mail is no id: %s',
    (value) => {
      expect(read(`In-Reply-To: ${value}`).inReplyTo).toEqual([]);
    },
  );

  test('C1 #9 without Message-ID the same mail gets the same surrogate, another mail another', () => {
    const [one, again, other] = [
      'Mon, 4 May 2026 09:00:00 +0200',
      'Mon, 4 May 2026 09:00:00 +0200',
      'Mon, 4 May 2026 09:00:01 +0200',
    ].map((date) => read(`Date: ${date}`).messageId);
    expect(one).toMatch(/^surrogate:[0-9a-f]{64}$/);
    expect([again === one, other === one]).toEqual([true, false]);
  });

  test('C1 #9 the surrogate does not wait for the body, which a pane reads later', () => {
    const headers = 'Date: Mon, 4 May 2026 09:00:00 +0200';
    expect(read(headers, { body: { html: '<p>x</p>', text: null } }).messageId).toBe(read(headers).messageId);
  });

  test('C1 #9 without a date the body tells two mails apart', () => {
    const id = (text: string) => read('', { sentAt: null, body: { html: null, text } }).messageId;
    expect(id('one')).not.toBe(id('two'));
    expect(id('one  two')).toBe(id('one two'));
  });

  test('C1 #10 an endless id is shortened in every place alike', () => {
    const long = `<${'x'.repeat(3000)}@y.example>`;
    const reply = read(`In-Reply-To: ${long}`);
    expect(read(`Message-ID: ${long}`).messageId).toBe(reply.inReplyTo[0]);
    expect(reply.inReplyTo[0]?.length).toBeLessThan(300);
  });

  test('C1 #11 a mail that names itself is not its own parent', () => {
    const keys = read(
      lines(
        'Message-ID: <own@x.example>',
        'In-Reply-To: <own@x.example>',
        'References: <a1@x.example> <own@x.example>',
      ),
    );
    expect(keys).toMatchObject({ inReplyTo: [], references: ['a1@x.example'] });
  });

  test('C1 #19 the id that Gmail keeps in an encoded word is an alias', () => {
    const keys = read(
      lines(
        'Message-ID: <new@mail.gmail.com>',
        'X-Google-Original-Message-ID: =?utf-8?Q?=3Cold=40northwind.example=3E?=',
      ),
    );
    expect(keys.aliases).toEqual(['old@northwind.example']);
  });

  test('C1 ids that a library wrote as encoded words, for they are long, are read as what they say', () => {
    const coded = (id: string) => `=?utf-8?q?=3C${id.replace('@', '=40')}=3E?=`;
    const keys = read(
      lines(
        `Message-ID: ${coded('own12345@x.example')}`,
        `In-Reply-To: ${coded('last1234@x.example')}`,
        `References: ${coded('root1234@x.example')}`,
        ` ${coded('last1234@x.example')}`,
      ),
    );
    expect(keys).toMatchObject({
      messageId: 'own12345@x.example',
      inReplyTo: ['last1234@x.example'],
      references: ['root1234@x.example', 'last1234@x.example'],
    });
  });

  test('C1 #25 the id that a relay moved into References of a sent mail is an alias', () => {
    const sent = { direction: 'outgoing', from: 'alice@northwind.example' } as const;
    const headers = lines('Message-ID: <new@relay.example>', 'References: <old@northwind.example>');
    expect(read(headers, sent).aliases).toEqual(['old@northwind.example']);
    expect(read(headers, { ...sent, subject: 'Re: Offer' }).aliases).toEqual([]);
    expect(read(headers).aliases).toEqual([]);
  });

  test('C1 Resent-Message-ID and the id in the header, where the client names another, are aliases', () => {
    const keys = read(lines('Message-ID: <header@x.example>', 'Resent-Message-ID: <resent@x.example>'), {
      messageId: '<client@x.example>',
    });
    expect(keys).toMatchObject({ messageId: 'client@x.example', aliases: ['header@x.example', 'resent@x.example'] });
  });

  test('C1 #20 a header that names a record is not read', () => {
    const plain = read('Message-ID: <a1@x.example>');
    expect(read(lines('Message-ID: <a1@x.example>', 'X-CRM-Regarding: opportunity/7'))).toEqual(plain);
  });

  test('C1 #21 duplicate headers are told', () => {
    expect(read(lines('Subject: a', 'Subject: b', 'From: a@x', 'From: b@x')).remarks).toEqual([
      'The mail has 2 subject headers; the first one counts.',
      'The mail has 2 from headers; the first one counts.',
    ]);
  });

  test('C1 Sent Items have no headers: the client’s id is enough', () => {
    expect(read(null, { messageId: '<a1@x.example>', direction: 'outgoing' })).toMatchObject({
      messageId: 'a1@x.example',
      references: [],
    });
  });
});

describe('conversation', () => {
  test('C1 #38 Thread-Index is read', () => {
    expect(read(`Thread-Index: ${index(2)}`).conversationIndex).toEqual({
      guid: '00112233445566778899aabbccddeeff',
      depth: 2,
    });
  });

  test('C1 #42 the mailbox is part of the key', () => {
    const ask = (mailbox: string) =>
      storedKeys(read(null, { conversation: { mailbox, id: 'AAQk' } }), []).find((key) => key.kind === 'conversation');
    expect(ask('alice@northwind.example')?.value).toBe('alice@northwind.example AAQk');
    expect(ask('bob@northwind.example')?.value).not.toBe(ask('alice@northwind.example')?.value);
  });

  test('C1 #43 no conversation id in compose is no error', () => {
    expect(read(null, { conversation: null }).conversation).toBeNull();
    expect(read(null, { conversation: { mailbox: 'a@x.example', id: '' } }).conversation).toBeNull();
  });
});

describe('people', () => {
  test('C1 #78 everybody once, in normal form', () => {
    const keys = read(null, {
      from: 'Anna@Contoso.example',
      to: ['alice+crm@northwind.example', 'ALICE@northwind.example'],
      cc: ['anna@contoso.example', 'carl@contoso.example'],
    });
    expect(keys).toMatchObject({
      from: 'anna@contoso.example',
      recipients: ['alice@northwind.example', 'carl@contoso.example'],
    });
  });

  test.each([
    [
      'via in the name, Reply-To',
      '',
      { from: person('list@lists.example', 'Anna via List'), replyTo: [person('anna@contoso.example')] },
    ],
    [
      'the list of List-Post, Reply-To',
      'List-Post: <mailto:list@lists.example>',
      { from: person('list@lists.example'), replyTo: [person('list@lists.example'), person('anna@contoso.example')] },
    ],
    [
      'the list of List-Id, Reply-To',
      'List-Id: A list <list.lists.example>',
      { from: person('list@lists.example'), replyTo: [person('anna@contoso.example')] },
    ],
    ['X-Original-From', 'X-Original-From: Anna <anna@contoso.example>', { from: person('list@lists.example') }],
    ['SRS', '', { from: person('SRS0=HHH=TT=contoso.example=anna@relay.example') }],
    ['BATV', '', { from: person('prvs=1234ABCD=anna@contoso.example') }],
  ])('C1 #79 the writer behind a rewritten From: %s', (_, headers, rest) => {
    expect(extractKeys({ ...write({ headers }), ...rest }).from).toBe('anna@contoso.example');
  });

  test('C1 #79 a Reply-To of an ordinary mail does not change who wrote it', () => {
    expect(extractKeys({ ...write(), replyTo: [person('desk@contoso.example')] }).from).toBe('anna@contoso.example');
  });
});

describe('machines', () => {
  test.each([
    ['#88', 'Auto-Submitted: auto-replied', {}, 'autoReply'],
    ['#88', 'X-Autoreply: yes', {}, 'autoReply'],
    ['#88', 'X-Autorespond: Offer', {}, 'autoReply'],
    ['#88', 'Precedence: auto_reply', {}, 'autoReply'],
    [
      '#88 Exchange',
      'X-Auto-Response-Suppress: All\r\nIn-Reply-To: <a1@x.example>',
      { subject: 'Re: Offer' },
      'autoReply',
    ],
    [
      '#88 Exchange, in a language we do not read',
      'X-Auto-Response-Suppress: All\r\nAuto-Submitted: auto-generated\r\nIn-Reply-To: <a1@x.example>',
      { subject: 'Xyzzy: Offer' },
      'autoReply',
    ],
    [
      'a read receipt',
      'Content-Type: multipart/report; report-type=disposition-notification; boundary=x',
      {},
      'autoReply',
    ],
    ['a read receipt in Outlook', '', { itemClass: 'REPORT.IPM.Note.IPNRN' }, 'autoReply'],
    ['#88', 'Precedence: bulk', {}, 'bulk'],
    ['#88', 'Auto-Submitted: auto-generated', {}, 'bulk'],
    ['#89', 'Auto-Submitted: no', {}, null],
    ['#89', 'Auto-Submitted: no (really)', {}, null],
    ['#90', 'Auto-Submitted: auto-forwarded', {}, null],
    ['#91', '', { subject: 'Automatisch antwoord: Offer' }, 'autoReply'],
    ['#91', '', { subject: 'Abwesenheitsnotiz: RE: Offer CRM:0001007' }, 'autoReply'],
    ['#92', 'Content-Type: multipart/report; report-type=delivery-status', {}, 'bounce'],
    ['#93', '', { subject: 'Unzustellbar: Offer', from: 'postmaster@contoso.example' }, 'bounce'],
    ['#93 from nobody', 'Return-Path: <>', { subject: 'Undeliverable: Offer', from: 'help@contoso.example' }, 'bounce'],
    [
      '#93 of an unnamed kind',
      'Content-Type: multipart/report; boundary=x',
      { returnedHeaders: 'Message-ID: <a1@x.example>' },
      'bounce',
    ],
    ['#93 a person who forwards one', '', { returnedHeaders: 'Message-ID: <a1@x.example>' }, null],
    ['Outlook', '', { itemClass: 'REPORT.IPM.Note.NDR' }, 'bounce'],
    ['Outlook', '', { itemClass: 'IPM.Schedule.Meeting.Resp.Pos' }, 'calendar'],
    ['a list', 'Precedence: list', {}, null],
  ] as const)('C1 %s %s %j is %s', (_, headers, rest, automatic) => {
    expect(read(headers, rest).automatic).toBe(automatic);
  });
});

describe('asking and storing', () => {
  const hostile = () =>
    read(
      lines(
        `References: ${Array.from({ length: 5000 }, (_, i) => `<ref${i}.${i}@x.example>`).join(' ')}`,
        `In-Reply-To: ${Array.from({ length: 5000 }, (_, i) => `<irt${i}@x.example>`).join(' ')}`,
      ),
    );

  test('C4 #13 5,000 References ask no more than a bounded number of keys, none twice', () => {
    const asked = askedKeys(hostile()).map(({ kind, value }) => `${kind} ${value}`);
    expect(asked.length).toBeLessThan(400);
    expect(new Set(asked).size).toBe(asked.length);
  });

  test('C4 whatever the mail, its keys fit the wire', () => {
    expect(() => parse(KeysSchema, hostile())).not.toThrow();
    const people = Array.from({ length: 3000 }, (_, i) => `p${i}@x.example`);
    const wild = read(`Message-ID: <${'y'.repeat(9000)}@x>\r\nThread-Index: ${index(3000)}`, {
      subject: `${'CRM:123 '.repeat(900)}😀`,
      to: people,
      from: `${'z'.repeat(900)}@x`,
    });
    expect(() => parse(KeysSchema, wild)).not.toThrow();
  });

  test('C2 ids that the mail mentions are stored as ghosts, but not those that strangers share', () => {
    const stored = storedKeys(
      read(lines('Message-ID: <own1@x.example>', 'References: <1@x> <mumble@x.example> <root@x.example>')),
      [],
    );
    expect(stored).toEqual([
      { kind: 'id', value: 'own1@x.example' },
      { kind: 'mention', value: 'root@x.example' },
      { kind: 'topic', value: 'offer <> alice@northwind.example anna@contoso.example' },
    ]);
  });

  test('T1 only digits that read under a layout are stored as a token', () => {
    const tokens = storedKeys(
      read(null, { subject: 'Invoice 1234567 CRM:0001007' }),
      defaultPolicy.tokenLayouts,
    ).filter((key) => key.kind === 'token');
    expect(tokens).toEqual([{ kind: 'token', value: '0001007' }]);
  });

  test('C2 #22 what another strategy linked teaches the unknown id it answers', () => {
    const keys = read(
      lines(
        'In-Reply-To: <b.rewritten@ses.example>',
        'References: <offer1@northwind.example> <b.rewritten@ses.example>',
      ),
    );
    const learned = (strategy: StrategyName, id = 'offer1@northwind.example') => learnedAliases(keys, strategy, id);
    expect(learned('token')).toEqual(['b.rewritten@ses.example']);
    expect(learned('references')).toEqual(['b.rewritten@ses.example']);
    expect(learned('replyTo')).toEqual([]);
  });

  test('C2 #35 a child or a sibling does not go by the id that its relative answers', () => {
    const keys = read('In-Reply-To: <ghost@x.example>');
    expect(learnedAliases(keys, 'references', 'child@x.example')).toEqual([]);
  });
});
