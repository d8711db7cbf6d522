/** Reads an add-in only manifest for a mailbox: the newest VersionOverrides, since it inherits nothing from the older. */
import type { Action, AddIn, Command, Group, LaunchEvent, Permission, SendMode, Surface } from './addIn';

const SURFACES: Readonly<Record<Surface, string>> = {
  messageRead: 'MessageReadCommandSurface',
  messageCompose: 'MessageComposeCommandSurface',
  appointmentOrganizer: 'AppointmentOrganizerCommandSurface',
  appointmentAttendee: 'AppointmentAttendeeCommandSurface',
};

/** Throws where the text is no XML or has no mailbox part. */
export function readManifest(xml: string, origin: string): AddIn {
  const root = new DOMParser().parseFromString(xml, 'application/xml').documentElement;
  const overrides = newestOverrides(root);
  const form = below(overrides, 'DesktopFormFactor')[0];
  if (root.localName !== 'OfficeApp' || !form)
    throw new Error('The manifest has no part for a mailbox on the desktop.');
  const read = makeReader(overrides, origin);
  return {
    id: text(child(root, 'Id')),
    name: child(root, 'DisplayName')?.getAttribute('DefaultValue') ?? '',
    permission: (text(child(root, 'Permissions')) || 'Restricted') as Permission,
    appDomains: below(root, 'AppDomain').map((domain) => rebase(text(domain), origin)),
    surfaces: surfacesOf(form, read),
    functionFile: resource(child(form, 'FunctionFile'), read.url),
    launchEvents: launchEventsOf(form, read),
  };
}

interface Reader {
  readonly url: (id: string) => string;
  readonly text: (id: string) => string;
  readonly image: (id: string) => string;
}

function newestOverrides(root: Element): Element {
  const all = below(root, 'VersionOverrides').filter((one) => child(one, 'Hosts'));
  return all.find((one) => attribute(one, 'type').endsWith('V1_1')) ?? all[0] ?? root;
}

/** Addresses of the manifest's own host move to the origin that serves us: a manifest names one port, a sandbox may run on another. */
function makeReader(overrides: Element, origin: string): Reader {
  const tables = below(overrides, 'Resources')[0];
  const table = (name: string) =>
    new Map(below(tables, name).map((one) => [one.getAttribute('id') ?? '', one.getAttribute('DefaultValue') ?? '']));
  const [urls, images, texts] = [table('Url'), table('Image'), new Map([...table('String')])];
  return {
    url: (id) => rebase(urls.get(id) ?? '', origin),
    image: (id) => rebase(images.get(id) ?? '', origin),
    text: (id) => texts.get(id) ?? id,
  };
}

function rebase(address: string, origin: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  const here = new URL(origin);
  return url.hostname === here.hostname
    ? `${here.origin}${url.pathname === '/' && !address.endsWith('/') ? '' : url.pathname}${url.search}${url.hash}`
    : address;
}

function surfacesOf(form: Element, read: Reader): Record<Surface, Group[]> {
  const points = below(form, 'ExtensionPoint');
  const groups = (type: string) =>
    points
      .filter((point) => attribute(point, 'type') === type)
      .flatMap((point) => below(point, 'Group').map((group) => groupOf(group, read)));
  return {
    messageRead: groups(SURFACES.messageRead),
    messageCompose: groups(SURFACES.messageCompose),
    appointmentOrganizer: groups(SURFACES.appointmentOrganizer),
    appointmentAttendee: groups(SURFACES.appointmentAttendee),
  };
}

const groupOf = (group: Element, read: Reader): Group => ({
  id: group.getAttribute('id') ?? '',
  label: resource(child(group, 'Label'), read.text) ?? '',
  commands: children(group, 'Control').map((control) => commandOf(control, read)),
});

function commandOf(control: Element, read: Reader): Command {
  const tip = child(control, 'Supertip');
  const items = child(control, 'Items');
  return {
    id: control.getAttribute('id') ?? '',
    label: resource(child(control, 'Label'), read.text) ?? '',
    title: resource(tip && child(tip, 'Title'), read.text) ?? '',
    description: resource(tip && child(tip, 'Description'), read.text) ?? '',
    icons: iconsOf(child(control, 'Icon'), read),
    action: actionOf(child(control, 'Action'), read),
    items: items ? children(items, 'Item').map((item) => commandOf(item, read)) : [],
  };
}

function iconsOf(icon: Element | null, read: Reader): Record<string, string> {
  const images = icon ? below(icon, 'Image') : [];
  return Object.fromEntries(
    images.map((image) => [image.getAttribute('size') ?? '', read.image(image.getAttribute('resid') ?? '')]),
  );
}

function actionOf(action: Element | null, read: Reader): Action | null {
  if (!action) return null;
  if (attribute(action, 'type') === 'ExecuteFunction')
    return { do: 'executeFunction', functionName: text(child(action, 'FunctionName')) };
  const url = resource(child(action, 'SourceLocation'), read.url) ?? '';
  return { do: 'showTaskpane', url, pinnable: text(child(action, 'SupportsPinning')) === 'true' };
}

function launchEventsOf(form: Element, read: Reader): LaunchEvent[] {
  const points = below(form, 'ExtensionPoint').filter((point) => attribute(point, 'type') === 'LaunchEvent');
  return points.flatMap((point) => {
    const url = resource(child(point, 'SourceLocation'), read.url) ?? '';
    return below(point, 'LaunchEvent').map((one) => ({
      type: one.getAttribute('Type') ?? '',
      functionName: one.getAttribute('FunctionName') ?? '',
      sendMode: (one.getAttribute('SendMode') ?? 'SoftBlock') as SendMode,
      url,
    }));
  });
}

const children = (of: Element, name: string): Element[] => [...of.children].filter((one) => one.localName === name);
const child = (of: Element, name: string): Element | null => children(of, name)[0] ?? null;
const below = (of: Element | undefined, name: string): Element[] =>
  of ? [...of.getElementsByTagNameNS('*', name)] : [];
const text = (of: Element | null): string => of?.textContent?.trim() ?? '';
const attribute = (of: Element, name: string): string => of.getAttribute(`xsi:${name}`) ?? of.getAttribute(name) ?? '';
const resource = (of: Element | null, table: (id: string) => string): string | null =>
  of ? table(of.getAttribute('resid') ?? '') : null;
