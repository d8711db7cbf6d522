/** Buttons, icons and launch events: what the schema lets through and Outlook then ignores. */
import { around, attribute, below, child, children, finding, newestOverrides, text, typeOf } from './validateXml.mjs';

const ICONS = {
  Button: ['16', '32', '80'],
  MobileButton: ['25', '32', '48'].flatMap((size) => ['1', '2', '3'].map((scale) => `${size}@${scale}`)),
};
const BUTTON_SIZES = ['16', '20', '24', '32', '40', '48', '64', '80'];
const PINNABLE = ['MessageReadCommandSurface', 'MessageComposeCommandSurface'];
const MOBILE_SURFACES = ['MobileMessageReadCommandSurface', 'LaunchEvent'];

/** The schema takes any word as an event, so a slip of the pen would simply never fire. Source: event-based activation, 2026-07. */
const EVENTS = [
  'OnNewMessageCompose',
  'OnNewAppointmentOrganizer',
  'OnMessageAttachmentsChanged',
  'OnAppointmentAttachmentsChanged',
  'OnMessageRecipientsChanged',
  'OnAppointmentAttendeesChanged',
  'OnAppointmentTimeChanged',
  'OnAppointmentRecurrenceChanged',
  'OnInfoBarDismissClicked',
  'OnMessageSend',
  'OnAppointmentSend',

  'OnMessageFromChanged',
  'OnAppointmentFromChanged',
  'OnSensitivityLabelChanged',
  'OnMessageDecrypt',
];
const MOBILE_EVENTS = ['OnNewMessageCompose', 'OnMessageRecipientsChanged', 'OnMessageFromChanged'];
const SEND_EVENTS = ['OnMessageSend', 'OnAppointmentSend'];

export function checkCommands(root) {
  const overrides = newestOverrides(root);
  if (!overrides) return [];
  return [
    ...checkUnique(overrides),
    ...below(overrides, 'Control').flatMap(checkIcons),
    ...below(overrides, 'SupportsPinning').flatMap(checkPinning),
    ...['DesktopFormFactor', 'MobileFormFactor'].flatMap((name) => below(overrides, name)).flatMap(checkForm),
    ...below(overrides, 'LaunchEvent').flatMap(checkEvent),
    ...checkRuntime(overrides),
  ];
}

function checkUnique(overrides) {
  const seen = new Set();
  return ['Group', 'Control']
    .flatMap((name) => below(overrides, name))
    .flatMap((element) => {
      const id = attribute(element, 'id');
      const twice = seen.has(id);
      seen.add(id);
      if (id === '') return [finding(element, `This <${element.localName}> has no id.`)];
      return twice ? [finding(element, `The id "${id}" is given to two groups or buttons.`)] : [];
    });
}

function checkIcons(control) {
  const kind = typeOf(control);
  const images = below(control, 'Image');
  const names = images.map(
    (image) => attribute(image, 'size') + (kind === 'MobileButton' ? `@${attribute(image, 'scale')}` : ''),
  );
  const missing = (ICONS[kind] ?? []).filter((name) => !names.includes(name));
  const known = kind === 'MobileButton' ? ICONS.MobileButton : BUTTON_SIZES;
  const strange = images.filter((_image, at) => !known.includes(names[at]) || names.indexOf(names[at]) < at);
  return [
    ...missing.map((name) =>
      finding(control, `The button "${attribute(control, 'id')}" lacks its icon of ${name} pixels.`),
    ),
    ...strange.map((image) => finding(image, `Outlook has no use for this icon size, or has it already.`)),
  ];
}

function checkPinning(element) {
  const surface = typeOf(around(element, 'ExtensionPoint'));
  if (!['true', 'false'].includes(text(element)))
    return [finding(element, '<SupportsPinning> must say true or false.')];
  return PINNABLE.includes(surface) ? [] : [finding(element, `A pane cannot be pinned on ${surface}.`)];
}

function checkForm(form) {
  const mobile = form.localName === 'MobileFormFactor';
  const points = children(form).filter((element) => element.localName === 'ExtensionPoint');
  const kinds = points.map(typeOf);
  const twice = points.filter((point, at) => kinds.indexOf(typeOf(point)) < at);
  const misplaced = points.filter((point) =>
    mobile ? !MOBILE_SURFACES.includes(typeOf(point)) : /^Mobile/.test(typeOf(point)),
  );
  const events = below(form, 'LaunchEvent').map((event) => attribute(event, 'Type'));
  const again = below(form, 'LaunchEvent').filter((event, at) => events.indexOf(attribute(event, 'Type')) < at);
  const absent = below(form, 'LaunchEvent').filter(
    (event) => mobile && !MOBILE_EVENTS.includes(attribute(event, 'Type')),
  );
  return [
    ...twice.map((point) => finding(point, `${typeOf(point)} is given twice in <${form.localName}>.`)),
    ...misplaced.map((point) => finding(point, `${typeOf(point)} does not belong in <${form.localName}>.`)),
    ...again.map((event) => finding(event, `${attribute(event, 'Type')} is registered twice in <${form.localName}>.`)),
    ...absent.map((event) => finding(event, `Outlook on telephones does not know ${attribute(event, 'Type')}.`)),
  ];
}

function checkEvent(event) {
  const type = attribute(event, 'Type');
  const mode = attribute(event, 'SendMode');
  const found = [];
  if (!EVENTS.includes(type)) found.push(finding(event, `Outlook knows no event "${type}".`));
  if (attribute(event, 'FunctionName') === '') found.push(finding(event, `${type} names no function.`));
  if (mode !== '' && !SEND_EVENTS.includes(type)) found.push(finding(event, `${type} takes no SendMode.`));
  if (SEND_EVENTS.includes(type) && mode !== 'PromptUser')
    found.push(finding(event, `${type} must have SendMode="PromptUser": tracking never holds a message back.`));
  return found;
}

/** The page of the events must be the page of the runtime; the script alone is for classic Outlook on Windows. */
function checkRuntime(overrides) {
  const points = below(overrides, 'ExtensionPoint').filter((point) => typeOf(point) === 'LaunchEvent');
  const [runtime] = below(overrides, 'Runtime');
  if (points.length > 0 && !runtime)
    return [finding(overrides, 'There are launch events and no <Runtime> to run them.')];
  const page = attribute(runtime, 'resid');
  const elsewhere = points.filter((point) => attribute(child(point, 'SourceLocation'), 'resid') !== page);
  const scripts = runtime ? children(runtime).filter((one) => attribute(one, 'type') === 'javascript') : [];
  return [
    ...elsewhere.map((point) => finding(point, `The events start from another page than the runtime's, "${page}".`)),
    ...(runtime && scripts.length !== 1
      ? [finding(runtime, 'The <Runtime> lacks its <Override type="javascript">, so classic Outlook runs no event.')]
      : []),
  ];
}
