import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkManifest, type Around } from '../../src/setup/validateManifest.mjs';
import { lookAround } from '../../src/setup/validateProject.mjs';

const root = path.join(__dirname, '../..');
const manifest = readFileSync(path.join(root, 'manifest.xml'), 'utf8');
const real = lookAround(root);

/** The project as it should be, so that each test below breaks one thing only. */
const whole: Around = {
  readAsset: real.readAsset,
  hasPage: (address) =>
    ['/taskpane.html', '/commands.html', '/launchevent.html', '/launchevent.js', '/admin.html'].includes(address),
  functions: [
    'onNewMessageCompose',
    'onMessageRecipientsChanged',
    'onMessageFromChanged',
    'track',
    'onMessageSend',
    'onAppointmentSend',
    'onNewAppointmentOrganizer',
  ],
};

const sentences = (xml: string, around = whole): string[] => checkManifest(xml, around).map((found) => found.sentence);

/** The manifest with one thing changed; it must be there, else the test would prove nothing. */
function changed(from: string | RegExp, to: string): string {
  const xml = manifest.replace(from, to);
  if (xml === manifest) throw new Error(`The manifest does not hold ${from}`);
  return xml;
}

test('M1 the manifest is in order, and the project keeps what it promises', () => {
  expect(checkManifest(manifest, real)).toEqual([]);
});

const between = (open: string, close: string): RegExp => new RegExp(`${open}[\\s\\S]*?${close}`);

const mutations: readonly [string, string | RegExp, string, RegExp][] = [
  ['an unclosed element', '</FormSettings>', '', /no well-formed XML/],
  ['an id that is no GUID', /<Id>e7b2[^<]*/, '<Id>threadmark', /"threadmark" is no GUID/],
  ['a version of three numbers', '<Version>0.1.0.0', '<Version>0.1.0', /four numbers/],
  ['an unknown permission', '>ReadWriteMailbox<', '>ReadWriteAll<', /is no permission/],
  [
    'a short language tag',
    '<Override Locale="de-DE" Value="Threadmark" />',
    '<Override Locale="de" Value="Threadmark" />',
    /no full language tag/,
  ],
  [
    'the description before the name',
    /(<DisplayName[\s\S]*?<\/DisplayName>)(\s*)(<Description[\s\S]*?<\/Description>)/,
    '$3$2$1',
    /<DisplayName> must stand before <Description>/,
  ],
  ['no rule', between('<Rule xsi:type="RuleCollection"', '</Rule>'), '', /<OfficeApp> lacks <Rule>/],
  ['no form settings', between('<FormSettings', '</FormSettings>'), '', /lacks <FormSettings>/],
  ['two providers', '<ProviderName>', '<ProviderName>One</ProviderName><ProviderName>', /only one <ProviderName>/],
  [
    'an element Outlook does not know',
    '<SupportsPinning>true</SupportsPinning>',
    '<SupportsPining>true</SupportsPining>',
    /<SupportsPining> may not stand/,
  ],
  [
    'runtimes after the form',
    /(<Runtimes>[\s\S]*?<\/Runtimes>)([\s\S]*?)(<MobileFormFactor>)/,
    '$2$1$3',
    /<Runtimes> must stand before <DesktopFormFactor>/,
  ],
  [
    'an unknown surface',
    'xsi:type="MessageReadCommandSurface"',
    'xsi:type="MessageRedCommandSurface"',
    /"MessageRedCommandSurface" is not known/,
  ],
  [
    'a surface given twice',
    'xsi:type="MessageComposeCommandSurface"',
    'xsi:type="MessageReadCommandSurface"',
    /given twice/,
  ],
  ['a button without a tip', between('<Supertip>', '</Supertip>'), '', /<Control> lacks <Supertip>/],
  ['a higher base set', '<Sets DefaultMinVersion="1.5">', '<Sets DefaultMinVersion="1.12">', /shuts out older clients/],
  [
    'a dangling resource',
    '<Label resid="Open.Label" />',
    '<Label resid="Open.Lable" />',
    /"Open.Lable", which does not exist/,
  ],
  [
    'a resource from the wrong table',
    '<Title resid="Open.Label" />',
    '<Title resid="Open.Tip" />',
    /needs a resource of ShortStrings/,
  ],
  [
    'an unused resource',
    '<bt:Urls>',
    '<bt:Urls><bt:Url id="Idle" DefaultValue="https://localhost:3000/admin.html" />',
    /Nothing uses the resource "Idle"/,
  ],
  [
    'a resource id given twice',
    '<bt:Image id="Mobile.25.2"',
    '<bt:Image id="Mobile.25.1"',
    /"Mobile.25.1" is given twice/,
  ],
  ['a resource id too long', /Open\.Tip/g, `Open.Tip.${'x'.repeat(30)}`, /longer than 32/],
  ['a label too long', 'DefaultValue="Open Threadmark"', `DefaultValue="${'Open '.repeat(30)}"`, /Outlook allows 125/],
  ['a tip too long in German', /Value="Sehen, [^"]*"/, `Value="${'Sehen '.repeat(60)}"`, /Outlook allows 250/],
  ['an empty label', 'DefaultValue="Open Threadmark"', 'DefaultValue=" "', /has no text/],
  [
    'an address without encryption',
    '<bt:Url id="Pane.Url" DefaultValue="https:',
    '<bt:Url id="Pane.Url" DefaultValue="http:',
    /does not begin with https/,
  ],
  ['an address too long', '/launchevent.html"', `/launchevent.html?${'x'.repeat(2048)}"`, /Outlook allows 2048/],
  [
    'no address at all',
    'DefaultValue="https://localhost:3000/admin.html"',
    'DefaultValue="admin.html"',
    /is no address/,
  ],
  [
    'a second origin',
    'id="Events.Script" DefaultValue="https://localhost:3000',
    'id="Events.Script" DefaultValue="https://localhost:3001',
    /another origin/,
  ],
  ['a missing icon size', '<bt:Image size="80" resid="Icon.80" />', '', /lacks its icon of 80 pixels/],
  [
    'a missing telephone icon',
    '<bt:Image size="48" scale="3" resid="Mobile.48.3" />',
    '',
    /lacks its icon of 48@3 pixels/,
  ],
  ['an icon of another size', '/icon-32.png', '/icon-40.png', /40 × 40 pixels instead of 32 × 32/],
  ['a large icon of another size', '/icon-128.png', '/icon-80.png', /instead of 128 × 128/],
  ['an icon that does not exist', '/icon-24.png', '/icon-25.png', /icon-25.png does not exist/],
  ['an icon that is no PNG', '/assets/icons/icon-20.png', '/assets/threadmark.svg', /is no PNG/],
  ['two buttons of one id', 'id="composeOpen"', 'id="readOpen"', /"readOpen" is given to two/],
  [
    'a pinned pane beside an appointment',
    /(organizerOpen[\s\S]*?<SourceLocation resid="Pane.Url" \/>)/,
    '$1<SupportsPinning>true</SupportsPinning>',
    /cannot be pinned/,
  ],
  ['an event nobody knows', 'Type="OnMessageSend"', 'Type="OnMessageSent"', /no event "OnMessageSent"/],
  ['an event registered twice', 'Type="OnNewAppointmentOrganizer"', 'Type="OnNewMessageCompose"', /registered twice/],
  [
    'a send event that blocks',
    'FunctionName="onAppointmentSend" SendMode="PromptUser"',
    'FunctionName="onAppointmentSend" SendMode="Block"',
    /never holds a message back/,
  ],
  [
    'a send event without a mode, which would mean SoftBlock',
    'FunctionName="onMessageSend" SendMode="PromptUser"',
    'FunctionName="onMessageSend"',
    /never holds a message back/,
  ],
  [
    'a send mode elsewhere',
    'FunctionName="onNewAppointmentOrganizer"',
    'FunctionName="onNewAppointmentOrganizer" SendMode="PromptUser"',
    /takes no SendMode/,
  ],
  [
    'a send event on telephones',
    /(<MobileFormFactor>[\s\S]*?)Type="OnMessageRecipientsChanged"/,
    '$1Type="OnAppointmentTimeChanged"',
    /telephones does not know/,
  ],
  [
    'events from another page',
    /(<\/LaunchEvents>\s*)<SourceLocation resid="Events.Page" \/>/,
    '$1<SourceLocation resid="Pane.Url" />',
    /another page than the runtime/,
  ],
  [
    'no script for classic Outlook',
    '<Override type="javascript" resid="Events.Script" />',
    '',
    /classic Outlook runs no event/,
  ],
  [
    'a function nobody associates',
    'FunctionName="onMessageSend"',
    'FunctionName="onMessageSending"',
    /"onMessageSending" is associated by none/,
  ],
  [
    'a page that is not served',
    '/taskpane.html" />\n          <bt:Url',
    '/pane.html" />\n          <bt:Url',
    /No page of this project is served at \/pane.html/,
  ],
  [
    'a resource of another host for sign-in',
    'api://localhost:3000/',
    'api://localhost/',
    /must be api:\/\/localhost:3000\//,
  ],
];

test.each(mutations)('M1 the check sees %s', (_what, from, to, sentence) => {
  expect(sentences(changed(from, to))).toContainEqual(expect.stringMatching(sentence));
});

test('M1 a finding names its line', () => {
  const line = manifest.slice(0, manifest.indexOf('<bt:Url id="Pane.Url"')).split('\n').length;
  expect(
    checkManifest(
      changed('<bt:Url id="Pane.Url" DefaultValue="https:', '<bt:Url id="Pane.Url" DefaultValue="http:'),
      whole,
    ),
  ).toContainEqual({
    line,
    sentence: expect.stringContaining('https://') as string,
  });
});

test('M1 a project that lost a page, an icon or a function is told so', () => {
  expect(sentences(manifest, { ...whole, functions: [] })).toHaveLength(13);
  expect(
    sentences(manifest, { ...whole, readAsset: () => null }).every((sentence) => /does not exist/.test(sentence)),
  ).toBe(true);
  expect(sentences(manifest, { ...whole, hasPage: (address) => address !== '/launchevent.js' })).toEqual([
    'No page of this project is served at /launchevent.js.',
  ]);
});

test('M1 text that is no XML is one finding, not an exception', () => {
  for (const junk of ['', 'hello', '<', '<a><b></a>', '\u0000'])
    expect(checkManifest(junk, whole).length).toBeGreaterThan(0);
});

test('M1 the manifest offers the pane on four surfaces and on telephones, in two languages', () => {
  for (const surface of [
    'MessageRead',
    'MessageCompose',
    'AppointmentOrganizer',
    'AppointmentAttendee',
    'MobileMessageRead',
  ]) {
    expect(manifest).toContain(`"${surface}CommandSurface"`);
  }
  expect(manifest.match(/<SupportsPinning>true/g)).toHaveLength(2);
  expect(manifest.match(/Locale="de-DE"/g)).toHaveLength(8);
});
