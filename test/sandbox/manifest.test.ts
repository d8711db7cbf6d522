import fs from 'node:fs';
import path from 'node:path';
import { JSDOM } from 'jsdom';
import { readManifest } from '../../src/sandbox/manifest/readManifest';

beforeAll(() => Object.assign(globalThis, { DOMParser: new JSDOM('').window.DOMParser }));

const ours = fs.readFileSync(path.join(__dirname, '../../manifest.xml'), 'utf8');
const ORIGIN = 'https://localhost:3111';

test('X7 our own manifest gives every surface a pane of the origin that serves it', () => {
  const addIn = readManifest(ours, ORIGIN);
  expect(addIn.name).toBe('Threadmark');
  for (const groups of Object.values(addIn.surfaces)) {
    const panes = groups.flatMap((group) => group.commands).map((command) => command.action);
    expect(panes).toContainEqual(expect.objectContaining({ do: 'showTaskpane', url: `${ORIGIN}/taskpane.html` }));
  }
});

test('X7 messages can be pinned, appointments not', () => {
  const { surfaces } = readManifest(ours, ORIGIN);
  const pinnable = (groups: (typeof surfaces)['messageRead']) =>
    groups.flatMap((group) => group.commands).some(({ action }) => action?.do === 'showTaskpane' && action.pinnable);
  expect(pinnable(surfaces.messageRead)).toBe(true);
  expect(pinnable(surfaces.messageCompose)).toBe(true);
  expect(pinnable(surfaces.appointmentOrganizer)).toBe(false);
  expect(pinnable(surfaces.appointmentAttendee)).toBe(false);
});

test('X7 buttons have words and icons, launch events their function, page and send mode, each once', () => {
  const { surfaces, launchEvents } = readManifest(ours, ORIGIN);
  const button = surfaces.messageRead[0]?.commands[0];
  expect(button?.label).not.toBe('');
  expect(button?.icons['16']).toMatch(new RegExp(`^${ORIGIN}/assets/.*\\.png$`));
  const send = launchEvents.filter((event) => event.type === 'OnMessageSend');
  expect(send).toEqual([expect.objectContaining({ url: `${ORIGIN}/launchevent.html`, sendMode: 'PromptUser' })]);
  expect(new Set(launchEvents.map((event) => event.type)).size).toBe(launchEvents.length);
});

const odd = `<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0">
<Id>7d3a</Id><DisplayName DefaultValue="Odd"/><AppDomains><AppDomain>https://localhost:3000</AppDomain></AppDomains>
<VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides" xsi:type="VersionOverridesV1_0"><Hosts><Host xsi:type="MailHost"><DesktopFormFactor><FunctionFile resid="f"/>
<ExtensionPoint xsi:type="MessageReadCommandSurface"><OfficeTab id="TabDefault"><Group id="g"><Label resid="missing"/>
<Control xsi:type="Menu" id="m"><Label resid="l"/><Items><Item id="i"><Label resid="l"/><Action xsi:type="ExecuteFunction"><FunctionName>track</FunctionName></Action></Item></Items></Control>
</Group></OfficeTab></ExtensionPoint>
<ExtensionPoint xsi:type="LaunchEvent"><LaunchEvents><LaunchEvent Type="OnMessageSend" FunctionName="s"/></LaunchEvents><SourceLocation resid="f"/></ExtensionPoint>
</DesktopFormFactor></Host></Hosts><Resources><bt:Urls><bt:Url id="f" DefaultValue="https://localhost:3000/f.html?a=1#b"/></bt:Urls><bt:ShortStrings><bt:String id="l" DefaultValue="Do it"/></bt:ShortStrings></Resources></VersionOverrides></OfficeApp>`;

test('X7 menus, functions, missing words and defaults of another manifest', () => {
  const addIn = readManifest(odd, ORIGIN);
  expect(addIn).toMatchObject({
    id: '7d3a',
    permission: 'Restricted',
    functionFile: `${ORIGIN}/f.html?a=1#b`,
    appDomains: [ORIGIN],
  });
  const [menu] = addIn.surfaces.messageRead[0]?.commands ?? [];
  expect(menu).toMatchObject({
    action: null,
    items: [{ label: 'Do it', action: { do: 'executeFunction', functionName: 'track' } }],
  });
  expect(addIn.surfaces.messageCompose).toEqual([]);
  expect(addIn.launchEvents).toEqual([
    { type: 'OnMessageSend', functionName: 's', sendMode: 'SoftBlock', url: `${ORIGIN}/f.html?a=1#b` },
  ]);
});

test('X7 addresses of other hosts stay as they are', () => {
  const foreign = odd.replaceAll('https://localhost:3000', 'https://addin.example');
  expect(readManifest(foreign, ORIGIN).functionFile).toBe('https://addin.example/f.html?a=1#b');
});

test.each(['', 'not xml', '<OfficeApp/>', '<html><body/></html>'])('X7 %j is no manifest', (text) => {
  expect(() => readManifest(text, ORIGIN)).toThrow('no part for a mailbox');
});
