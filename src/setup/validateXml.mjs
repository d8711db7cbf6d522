/** Reads the manifest as XML that remembers its lines, and names its elements as the checks speak of them. */
import { DOMParser } from '@xmldom/xmldom';

/** Namespace -> the short name used in the tables of the checks. */
const NAMESPACES = {
  'http://schemas.microsoft.com/office/appforoffice/1.1': 'base',
  'http://schemas.microsoft.com/office/officeappbasictypes/1.0': 'bt',
  'http://schemas.microsoft.com/office/mailappversionoverrides': 'v10',
  'http://schemas.microsoft.com/office/mailappversionoverrides/1.1': 'v11',
};

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** What is wrong, in a sentence, and where; lines count from 1. */
export const finding = (at, sentence) => ({ line: at?.lineNumber ?? 1, sentence });

/** { root } or { findings } when the text is no XML at all. */
export function parseManifest(xml) {
  const faults = [];
  const onError = (level, message, context) => {
    if (level !== 'warning') faults.push(finding(context?.locator, `This is no well-formed XML: ${message}.`));
  };
  try {
    const { documentElement } = new DOMParser({ onError }).parseFromString(xml, 'text/xml');
    return faults.length === 0 && documentElement
      ? { root: documentElement, findings: [] }
      : { root: null, findings: faults };
  } catch (error) {
    if (error?.name !== 'ParseError') throw error;
    return { root: null, findings: faults.slice(0, 1) };
  }
}

export const children = (element) => [...element.childNodes].filter((node) => node.nodeType === 1);
export const child = (element, name) => children(element).find((one) => one.localName === name) ?? null;
export const below = (element, name) => [...element.getElementsByTagNameNS('*', name)];
export const text = (element) => element?.textContent.trim() ?? '';
export const attribute = (element, name) => element?.getAttribute(name) ?? '';
/** Without its prefix: "bt:MobileIconList" -> "MobileIconList". */
export const typeOf = (element) => (element.getAttributeNS(XSI, 'type') ?? '').replace(/^.*:/, '');
export const spaceOf = (element) => NAMESPACES[element.namespaceURI] ?? 'unknown';

/** The nearest element around this one that has the given name. */
export function around(element, name) {
  const parent = element.parentNode;
  if (!parent || parent.nodeType !== 1) return null;
  return parent.localName === name ? parent : around(parent, name);
}

/** The block which Outlook really reads; null where there is none. */
export const newestOverrides = (root) =>
  below(root, 'VersionOverrides').find((one) => typeOf(one) === 'VersionOverridesV1_1') ?? null;
