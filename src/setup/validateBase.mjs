/** The first lines of the manifest: who it is, what it asks for. */
import { attribute, below, child, finding, newestOverrides, text } from './validateXml.mjs';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const LEVELS = ['Restricted', 'ReadItem', 'ReadWriteItem', 'ReadWriteMailbox'];
/** Higher, and telephones and Exchange on premises would not show the add-in at all; newer calls are asked for at run time. */
const HIGHEST_MINOR = 8;

export function checkBase(root) {
  const words = (name, right, sentence) => {
    const element = child(root, name);
    return element && !right(text(element)) ? [finding(element, `"${text(element)}" ${sentence}`)] : [];
  };
  return [
    ...words('Id', (id) => GUID.test(id), 'is no GUID.'),
    ...words('Version', (version) => /^\d+\.\d+\.\d+\.\d+$/.test(version), 'must be four numbers, such as 1.0.0.0.'),
    ...words('DefaultLocale', (locale) => /^[a-z]{2}-[A-Z]{2}$/.test(locale), 'is no full language tag such as en-US.'),
    ...words('Permissions', (level) => LEVELS.includes(level), `is no permission; choose one of ${LEVELS.join(', ')}.`),
    ...checkHost(root),
    ...below(root, 'Sets').flatMap(checkSets),
    ...checkSignIn(root),
  ];
}

function checkHost(root) {
  const host = below(root, 'Host')[0];
  return host && attribute(host, 'Name') !== 'Mailbox' ? [finding(host, 'The first <Host> must be Mailbox.')] : [];
}

function checkSets(sets) {
  return below(sets, 'Set').flatMap((set) => {
    const version = attribute(set, 'MinVersion') || attribute(sets, 'DefaultMinVersion');
    const [, minor] = /^1\.(\d+)$/.exec(version) ?? [];
    if (attribute(set, 'Name') !== 'Mailbox') return [finding(set, 'The only set to require is Mailbox.')];
    if (minor === undefined) return [finding(set, 'This set has no version such as 1.5.')];
    if (Number(minor) <= HIGHEST_MINOR) return [];
    return [
      finding(
        set,
        `Mailbox ${version} shuts out older clients; require 1.${HIGHEST_MINOR} at most and ask at run time.`,
      ),
    ];
  });
}

function checkSignIn(root) {
  const overrides = newestOverrides(root);
  const info = overrides && child(overrides, 'WebApplicationInfo');
  if (!info) return [];
  const id = text(child(info, 'Id'));
  const resource = text(child(info, 'Resource'));
  const pane = attribute(below(overrides, 'Url')[0], 'DefaultValue');
  const host = URL.canParse(pane) ? new URL(pane).host : '';
  const right = resource === `api://${host}/${id}`;
  return [
    ...(GUID.test(id) ? [] : [finding(child(info, 'Id'), `"${id}" is no application id.`)]),
    ...(right
      ? []
      : [
          finding(
            child(info, 'Resource'),
            `The resource must be api://${host}/${id}, with the host of the pages and the id above.`,
          ),
        ]),
  ];
}
