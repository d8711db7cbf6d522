/** Resources and the ids that point at them, the length of every text, and every address. */
import { attribute, below, child, children, finding, newestOverrides, text } from './validateXml.mjs';

/** Which table of <Resources> an element's `resid` looks into. */
const TABLES = {
  Label: 'ShortStrings',
  Title: 'ShortStrings',
  Description: 'LongStrings',
  SourceLocation: 'Urls',
  FunctionFile: 'Urls',
  Runtime: 'Urls',
  Override: 'Urls',
  Image: 'Images',
};

/** Characters. Source: OfficeAppBasicTypes (ShortString, LongString), "resid can be no more than 32 characters". */
const LENGTH = { id: 32, short: 125, long: 250, url: 2048 };

export function checkResources(root) {
  const overrides = newestOverrides(root);
  const resources = overrides && child(overrides, 'Resources');
  if (!resources) return [];
  const entries = children(resources).flatMap((table) =>
    children(table).map((entry) => ({ entry, table: table.localName })),
  );
  const uses = [...overrides.getElementsByTagName('*')].filter((element) => element.hasAttribute('resid'));
  return [...checkIds(entries), ...checkUses(entries, uses), ...checkTexts(root, entries), ...checkAddresses(root)];
}

function checkIds(entries) {
  const seen = new Set();
  return entries.flatMap(({ entry }) => {
    const id = attribute(entry, 'id');
    const twice = seen.has(id);
    seen.add(id);
    if (id === '') return [finding(entry, 'This resource has no id.')];
    if (twice) return [finding(entry, `The resource id "${id}" is given twice.`)];
    return id.length > LENGTH.id
      ? [finding(entry, `The resource id "${id}" is longer than ${LENGTH.id} characters.`)]
      : [];
  });
}

function checkUses(entries, uses) {
  const tableOf = new Map(entries.map(({ entry, table }) => [attribute(entry, 'id'), table]));
  const wrong = uses.flatMap((element) => {
    const id = attribute(element, 'resid');
    const table = tableOf.get(id);
    if (table === undefined)
      return [finding(element, `<${element.localName}> points at the resource "${id}", which does not exist.`)];
    const wanted = TABLES[element.localName];
    return table === wanted
      ? []
      : [finding(element, `<${element.localName}> needs a resource of ${wanted}; "${id}" is in ${table}.`)];
  });
  const used = new Set(uses.map((element) => attribute(element, 'resid')));
  const idle = entries.filter(({ entry }) => !used.has(attribute(entry, 'id')));
  return [
    ...wrong,
    ...idle.map(({ entry }) => finding(entry, `Nothing uses the resource "${attribute(entry, 'id')}".`)),
  ];
}

function checkTexts(root, entries) {
  const limits = { ShortStrings: LENGTH.short, LongStrings: LENGTH.long };
  const texts = entries
    .filter(({ table }) => table in limits)
    .map(({ entry, table }) => ({ element: entry, limit: limits[table] }));
  const base = [
    { element: child(root, 'DisplayName'), limit: LENGTH.short },
    { element: child(root, 'Description'), limit: LENGTH.long },
  ].filter(({ element }) => element !== null);
  const provider = checkText(child(root, 'ProviderName'), text(child(root, 'ProviderName')), LENGTH.short);
  return [...provider, ...[...base, ...texts].flatMap(({ element, limit }) => checkLanguages(element, limit))];
}

function checkLanguages(element, limit) {
  const languages = children(element).filter((one) => one.localName === 'Override');
  const locales = languages.map((one) => attribute(one, 'Locale'));
  return [
    ...checkText(element, attribute(element, 'DefaultValue'), limit),
    ...languages.flatMap((one) => checkText(one, attribute(one, 'Value'), limit)),
    ...languages.flatMap((one) => checkLocale(one)),
    ...(new Set(locales).size < locales.length ? [finding(element, 'A language is given twice here.')] : []),
  ];
}

function checkText(element, value, limit) {
  if (element === null) return [];
  if (value.trim() === '') return [finding(element, `<${element.localName}> has no text.`)];
  return value.length > limit
    ? [finding(element, `This text has ${value.length} characters; Outlook allows ${limit}.`)]
    : [];
}

/** A language alone ("de") does not work in every Outlook. */
function checkLocale(element) {
  const locale = attribute(element, 'Locale');
  return /^[a-z]{2,3}-[A-Z]{2}$/.test(locale)
    ? []
    : [finding(element, `"${locale}" is no full language tag such as de-DE.`)];
}

/** Every element that carries an address, with the address. */
export function addressesOf(root) {
  const named = ['IconUrl', 'HighResolutionIconUrl', 'SupportUrl', 'SourceLocation', 'Url', 'Image'];
  const elements = named.flatMap((name) => below(root, name)).filter((element) => element.hasAttribute('DefaultValue'));
  return elements.flatMap((element) => [
    { element, url: attribute(element, 'DefaultValue') },
    ...children(element).map((one) => ({ element: one, url: attribute(one, 'Value') })),
  ]);
}

function checkAddresses(root) {
  const addresses = addressesOf(root);
  const ours = commonest(addresses.filter(({ url }) => URL.canParse(url)).map(({ url }) => new URL(url).origin));
  return addresses.flatMap(({ element, url }) => checkAddress(element, url, ours));
}

function commonest(origins) {
  const count = (origin) => origins.filter((one) => one === origin).length;
  return [...new Set(origins)].sort((one, other) => count(other) - count(one))[0];
}

function checkAddress(element, url, ours) {
  if (!URL.canParse(url)) return [finding(element, `"${url}" is no address.`)];
  if (!url.startsWith('https://')) return [finding(element, `"${url}" does not begin with https://.`)];
  if (url.length > LENGTH.url)
    return [finding(element, `This address has ${url.length} characters; Outlook allows ${LENGTH.url}.`)];
  const { origin } = new URL(url);
  if (origin === ours) return [];
  return [finding(element, `${origin} is another origin than the other pages have; everything must come from one.`)];
}
