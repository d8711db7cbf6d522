/**
 * Which elements may stand where, how often and in which order. Outlook refuses a manifest for a wrong order without saying
 * which. Sources: Microsoft, "How to find the proper order of manifest elements"; MS-OWEMXML 2.2.
 */
import { children, finding, spaceOf, typeOf } from './validateXml.mjs';

/** `*` any number, `+` at least one, `?` at most one, nothing: exactly one. A prefix names another namespace than the parent's. */
const CONTENT = {
  'base:OfficeApp/MailApp':
    'Id AlternateId? Version ProviderName DefaultLocale DisplayName Description IconUrl HighResolutionIconUrl SupportUrl? ' +
    'AppDomains? Hosts Requirements FormSettings Permissions Rule DisableEntityHighlighting? v10:VersionOverrides',
  'base:DisplayName': 'Override*',
  'base:Description': 'Override*',
  'base:IconUrl': 'Override*',
  'base:HighResolutionIconUrl': 'Override*',
  'base:SupportUrl': 'Override*',
  'base:SourceLocation': 'Override*',
  'base:AppDomains': 'AppDomain*',
  'base:Hosts': 'Host',
  'base:Requirements': 'Sets',
  'base:Sets': 'Set+',
  'base:FormSettings': 'Form+',
  'base:Form/ItemRead': 'DesktopSettings TabletSettings? PhoneSettings?',
  'base:Form/ItemEdit': 'DesktopSettings TabletSettings? PhoneSettings?',
  'base:DesktopSettings': 'SourceLocation RequestedHeight?',
  'base:Rule/RuleCollection': 'Rule+',
  'v10:VersionOverrides/VersionOverridesV1_0': 'Description? Requirements? Hosts? Resources? v11:VersionOverrides',
  'v11:VersionOverrides/VersionOverridesV1_1':
    'Description? Requirements? Hosts Resources WebApplicationInfo? EquivalentAddins? ConnectedServiceControls? ExtendedPermissions?',
  'v11:Requirements': 'bt:Sets',
  'bt:Sets': 'Set+',
  'v11:Hosts': 'Host',
  'v11:Host/MailHost': 'Runtimes? DesktopFormFactor MobileFormFactor?',
  'v11:Runtimes': 'Runtime',
  'v11:Runtime': 'Override?',
  'v11:DesktopFormFactor': 'SupportsSharedFolders? FunctionFile? ExtensionPoint+',
  'v11:MobileFormFactor': 'FunctionFile? ExtensionPoint+',
  'v11:ExtensionPoint/MessageReadCommandSurface': 'OfficeTab',
  'v11:ExtensionPoint/MessageComposeCommandSurface': 'OfficeTab',
  'v11:ExtensionPoint/AppointmentOrganizerCommandSurface': 'OfficeTab',
  'v11:ExtensionPoint/AppointmentAttendeeCommandSurface': 'OfficeTab',
  'v11:ExtensionPoint/MobileMessageReadCommandSurface': 'Group',
  'v11:ExtensionPoint/LaunchEvent': 'LaunchEvents SourceLocation',
  'v11:LaunchEvents': 'LaunchEvent+',
  'v11:OfficeTab': 'Group+',
  'v11:Group': 'Label Control+',
  'v11:Control/Button': 'Label Supertip Icon Action',
  'v11:Control/MobileButton': 'Label Icon Action',
  'v11:Supertip': 'Title Description',
  'v11:Icon': 'bt:Image+',
  'v11:Icon/MobileIconList': 'bt:Image+',
  'v11:Action/ShowTaskpane': 'SourceLocation SupportsPinning? SupportsNoItemContext? SupportsMultiSelect?',
  'v11:Action/ExecuteFunction': 'FunctionName',
  'v11:Resources': 'bt:Images bt:Urls bt:ShortStrings bt:LongStrings',
  'bt:Images': 'Image+',
  'bt:Urls': 'Url+',
  'bt:ShortStrings': 'String+',
  'bt:LongStrings': 'String+',
  'bt:Image': 'Override*',
  'bt:Url': 'Override*',
  'bt:String': 'Override*',
  'v11:WebApplicationInfo': 'Id MsaId? Resource Scopes? Authorizations?',
  'v11:Scopes': 'Scope+',
};

/** These come in kinds (xsi:type); a kind we do not know is a mistake, not an empty element. */
const KINDED = ['OfficeApp', 'VersionOverrides', 'Form', 'ExtensionPoint', 'Control', 'Action', 'Rule'];
const LEAF_RULES = ['ItemIs', 'ItemHasAttachment'];

const slots = (content) =>
  content.split(' ').map((word) => {
    const [, name, often = ''] = /^([\w:]+)([?*+]?)$/.exec(word);
    return { name, least: often === '' || often === '+' ? 1 : 0, most: often === '' || often === '?' ? 1 : Infinity };
  });

const nameIn = (parent, element) =>
  spaceOf(element) === spaceOf(parent) ? element.localName : `${spaceOf(element)}:${element.localName}`;

export function checkStructure(element) {
  const content = contentOf(element);
  if (content === null) return [unknownKind(element)];
  return [...checkChildren(element, content), ...children(element).flatMap(checkStructure)];
}

/** null: a kind nobody knows; "" where nothing may stand inside. */
function contentOf(element) {
  const name = `${spaceOf(element)}:${element.localName}`;
  const kind = typeOf(element);
  const found = CONTENT[`${name}/${kind}`];
  if (found !== undefined) return found;
  if (element.localName === 'Rule' && LEAF_RULES.includes(kind)) return '';
  const isKinded = KINDED.includes(element.localName) || (name === 'v11:Host' && kind !== 'MailHost');
  return isKinded ? null : (CONTENT[name] ?? '');
}

const unknownKind = (element) =>
  finding(element, `<${element.localName}> of the kind "${typeOf(element)}" is not known in this place.`);

function checkChildren(parent, content) {
  const allowed = content === '' ? [] : slots(content);
  const names = children(parent).map((element) => nameIn(parent, element));
  const counts = allowed.flatMap((slot) => checkCount(parent, slot, names.filter((name) => name === slot.name).length));
  return [...counts, ...checkOrder(parent, allowed)];
}

function checkCount(parent, { name, least, most }, count) {
  if (count < least) return [finding(parent, `<${parent.localName}> lacks <${name}>.`)];
  return count > most
    ? [finding(parent, `<${parent.localName}> may hold only one <${name}>, and holds ${count}.`)]
    : [];
}

function checkOrder(parent, allowed) {
  const found = [];
  let furthest = 0;
  for (const element of children(parent)) {
    const name = nameIn(parent, element);
    const place = allowed.findIndex((slot) => slot.name === name);
    if (place < 0) found.push(finding(element, `<${name}> may not stand in <${parent.localName}>.`));
    else if (place < furthest)
      found.push(finding(element, `<${name}> must stand before <${allowed[furthest].name}> in <${parent.localName}>.`));
    else furthest = place;
  }
  return found;
}
