import { normalAddress, parseAddresses } from '../../src/correlation/addresses';

test.each([
  ['case', 'Anna@Contoso.Example', 'anna@contoso.example'],
  ['a tag', 'anna+offers@contoso.example', 'anna@contoso.example'],
  ['a plus in front is no tag', '+46701234567@sms.example', '+46701234567@sms.example'],
  ['punycode', 'anna@xn--mnchen-3ya.example', 'anna@münchen.example'],
  ['Unicode, decomposed', 'anna@mu\u0308nchen.example', 'anna@münchen.example'],
  ['punycode of Chinese', 'a@xn--fiqs8s.example', 'a@中国.example'],
  ['punycode that does not decode', 'a@xn--ÿÿ.example', 'a@xn--ÿÿ.example'],
  ['full-width', 'ＡＮＮＡ@contoso.example', 'anna@contoso.example'],
  ['brackets and blanks', ' <anna@contoso.example> ', 'anna@contoso.example'],
  ['a dot at the end', 'anna@contoso.example.', 'anna@contoso.example'],
  ['quotes', '"anna berg"@contoso.example', 'anna berg@contoso.example'],
  ['mailto', 'mailto:anna@contoso.example', 'anna@contoso.example'],
  ['an Exchange address', '/O=NORTHWIND/CN=ALICE', '/o=northwind/cn=alice'],
  ['nothing', '', ''],
])('C1 #78 addresses are compared in one form: %s', (_, text, normal) => {
  expect(normalAddress(text)).toBe(normal);
  expect(normalAddress(normal)).toBe(normal);
});

test.each([
  [
    'two',
    'Anna <anna@x.example>, bob@y.example',
    [
      ['anna@x.example', 'Anna'],
      ['bob@y.example', ''],
    ],
  ],
  ['a comma in a quoted name', '"Berg, Anna" <anna@x.example>', [['anna@x.example', 'Berg, Anna']]],
  ['a quote in a quoted name', '"Anna \\"A\\" Berg" <anna@x.example>', [['anna@x.example', 'Anna "A" Berg']]],
  [
    'a comment',
    'anna@x.example (Anna (Berg), Oslo), bob@y.example',
    [
      ['anna@x.example', ''],
      ['bob@y.example', ''],
    ],
  ],
  [
    'a group',
    'Team: anna@x.example, Bob <bob@y.example>;',
    [
      ['anna@x.example', ''],
      ['bob@y.example', 'Bob'],
    ],
  ],
  ['a group of nobody', 'undisclosed-recipients:;', []],
  [
    'semicolons (Outlook)',
    'anna@x.example; bob@y.example',
    [
      ['anna@x.example', ''],
      ['bob@y.example', ''],
    ],
  ],
  ['an encoded name', '=?utf-8?Q?Anna_Bj=C3=B6rk?= <anna@x.example>', [['anna@x.example', 'Anna Björk']]],
  ['a quoted local part', '"anna berg"@x.example', [['"anna berg"@x.example', '']]],
  ['a source route', '<@a.example,@b.example:anna@x.example>', [['anna@x.example', '']]],
  [
    'a stray quote',
    '"Anna <anna@x.example>, bob@y.example',
    [
      ['anna@x.example', 'Anna'],
      ['bob@y.example', ''],
    ],
  ],
  ['a bracket left open', 'Anna <anna@x.example', [['anna@x.example', 'Anna']]],
  [
    'a name and no brackets',
    'Anna Berg anna@x.example, bob@y.example',
    [
      ['anna@x.example', 'Anna Berg'],
      ['bob@y.example', ''],
    ],
  ],
  ['no address', 'Anna Berg', []],
  ['nothing', '', []],
])('C1 an address header with %s', (_, value, people) => {
  expect(parseAddresses(value).map(({ address, name }) => [address, name])).toEqual(people);
});
