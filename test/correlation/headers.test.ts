import { decodeSimple, decodeWords } from '../../src/correlation/encodedWords';
import { parseHeaders } from '../../src/correlation/headers';

describe('header blocks', () => {
  test.each([
    ['folded with CRLF and tab', 'References: <a@x>\r\n\t<b@x>\r\nTo: z', '<a@x>\t<b@x>'],
    ['folded with LF and blanks', 'References: <a@x>\n  <b@x>\nTo: z', '<a@x>  <b@x>'],
    ['a blank before the colon', 'References : <a@x>\r\n\r\n', '<a@x>'],
    ['another case', 'REFERENCES:<a@x>', '<a@x>'],
    ['behind an mbox line and a line without a colon', 'From x Mon\nnonsense\nReferences: <a@x>\n', '<a@x>'],
    ['the last line without an end', 'To: z\nReferences: <a@x>', '<a@x>'],
  ])('C1 the value is read: %s', (_, raw, value) => {
    expect(parseHeaders(raw).get('references')).toBe(value);
  });

  test('C1 what stands behind the empty line is no header', () => {
    const headers = parseHeaders('Subject: a\r\n\r\nReferences: <evil@x>\r\n');
    expect(headers.get('references')).toBeNull();
    expect(headers.all('references')).toEqual([]);
  });

  test('C1 empty lines in front of the block, as some clients hand it over, are skipped', () => {
    expect(parseHeaders('\r\n\r\nSubject: a').get('subject')).toBe('a');
  });

  test('C1 #21 of duplicate headers the first wins and all are told', () => {
    const headers = parseHeaders('Subject: one\nSubject: two\n');
    expect([headers.get('subject'), headers.count('subject'), headers.all('subject')]).toEqual([
      'one',
      2,
      ['one', 'two'],
    ]);
  });
});

describe('encoded words', () => {
  test.each([
    ['Q in UTF-8', '=?UTF-8?Q?Gr=C3=BC=C3=9Fe_an_alle?=', 'Grüße an alle'],
    ['B in ISO 8859-1', '=?iso-8859-1?B?R3L832U=?=', 'Grüße'],
    ['the euro of Windows-1252', '=?windows-1252?Q?5_=80?=', '5 €'],
    ['a character split between two words', '=?utf-8?B?5Zw=?= =?utf-8?B?iw==?=', '國'],
    ['text before, between and behind', 'a =?utf-8?q?b?= c =?utf-8?q?d?= e', 'a b c d e'],
    ['a language behind the charset', '=?utf-8*en?Q?hi?=', 'hi'],
    ['a charset that nobody knows', '=?x-martian?Q?abc?=', '=?x-martian?Q?abc?='],
    ['a word that never ends', '=?utf-8?Q?abc', '=?utf-8?Q?abc'],
    ['broken UTF-8', '=?utf-8?Q?a=FFb?=', 'a\ufffdb'],
    ['no word at all', 'plain = text?', 'plain = text?'],
  ])('C1 %s', (_, value, text) => {
    expect(decodeWords(value)).toBe(text);
  });

  test('T1 #53 a token split between two words is whole again', () => {
    expect(decodeWords('=?UTF-8?Q?Offer_CRM:00?= =?UTF-8?Q?01007?=')).toBe('Offer CRM:0001007');
  });

  test('C1 a decoder that is handed in knows further charsets', () => {
    expect(decodeWords('=?koi8-r?Q?=D0?=', (bytes, charset) => (charset === 'koi8-r' ? `<${bytes[0]}>` : null))).toBe(
      '<208>',
    );
  });

  test.each([
    [[0xf0, 0x9f, 0x98, 0x80], '😀'],
    [[0xc0, 0x80], '\ufffd\ufffd'],
    [[0xed, 0xa0, 0x80], '\ufffd\ufffd\ufffd'],
    [[0xe2, 0x82], '\ufffd'],
  ])('C1 UTF-8 %j is decoded as the standard says', (bytes, text) => {
    expect(decodeSimple(Uint8Array.from(bytes), 'utf-8')).toBe(text);
    expect(decodeSimple(Uint8Array.from(bytes), 'utf-8')).toBe(new TextDecoder().decode(Uint8Array.from(bytes)));
  });
});
