/** Settings in the names of Dynamics -> ours: columns of its organisation table, and the XML of OrgDBOrgSettings. What has no counterpart is listed. */
import { DOMParser } from '@xmldom/xmldom';
import { problem } from '../../contract/problems';
import { isOf } from '../../contract/schema';
import { SettingsSchema, type Settings } from '../../contract/settings';
import type { Imported, NotImported } from '../../contract/settingsFile';
import { digitsOf, firstPrefix } from './dynamicsValues';

export interface Translated {
  readonly settings: Settings;
  readonly taken: readonly Imported[];
  readonly left: readonly NotImported[];
}

/** How a value of theirs becomes one of ours; what it returns is laid over the present ones. */
type Rule = (value: string, present: Settings) => Partial<Settings> | null;

const isOn = (value: string) => /^(true|1)$/i.test(value.trim());
const isWord = (value: string) => /^(true|false|0|1)$/i.test(value.trim());
const whole = (value: string) => (/^\s*-?\d{1,10}\s*$/.test(value) ? Number(value) : null);

const flag =
  (make: (on: boolean) => Partial<Settings>): Rule =>
  (value) =>
    isWord(value) ? make(isOn(value)) : null;

const count =
  (make: (number: number, present: Settings) => Partial<Settings> | null): Rule =>
  (value, present) => {
    const number = whole(value);
    return number === null ? null : make(number, present);
  };

const FILTERS = ['all', 'replies', 'people', 'enabled', 'none'] as const;

/** By the name in Dynamics, in lower case; a later one may narrow what an earlier one said. */
const rules: Readonly<Record<string, Rule>> = {
  trackingprefix: (value, { token }) => {
    const prefix = firstPrefix(value);
    return prefix === null ? null : { token: { ...token, prefix } };
  },
  trackingtokenidbase: count((tokenBase) => ({ tokenBase })),
  trackingtokeniddigits: count((userDigits, { token }) => ({ token: { ...token, userDigits } })),
  // Zero or less: Dynamics writes no tokens at all.
  maximumtrackingnumber: count((highest, { token }) =>
    highest <= 0 ? { tokensInSubject: false } : { token: { ...token, counterDigits: digitsOf(highest) } },
  ),
  emailcorrelationenabled: flag((useCorrelation) => ({ useCorrelation })),
  enablesmartmatching: flag((on) => ({ smartMatching: on ? 'automatic' : 'off' })),
  hashfilterkeywords: (HashFilterKeywords) => ({ HashFilterKeywords }),
  hashmaxcount: count((HashMaxCount) => ({ HashMaxCount })),
  hashdeltasubjectcount: count((HashDeltaSubjectCount) => ({ HashDeltaSubjectCount })),
  hashminaddresscount: count((HashMinAddressCount) => ({ HashMinAddressCount })),
  ignoreinternalemail: flag((ignored) => ({ internalAsTwo: !ignored })),
  maximumsubjectlengthonmailserver: count((subjectLength) => ({ subjectLength })),
  donotcorrelateforwardedemailsasreplies: flag((not) => ({ forwards: not ? 'ask' : 'link' })),
  trackcategorizeditems: flag((useCategories) => ({ useCategories })),
  // -1: everybody as they like. Dynamics counts its five filters from all mail (0) to none (4).
  sssforcefilteringmethodforusermailboxes: count((filter) => {
    if (filter === -1) return { incomingChoice: 'free' };
    const incoming = FILTERS[filter];
    return incoming === undefined ? null : { incoming, incomingChoice: 'forced' };
  }),
  hideemailautotrackoptions: flag((hidden) => ({ incomingChoice: hidden ? 'hidden' : 'free' })),
  // Off is off for everybody; on leaves it to each person, as there.
  autocreatecontactonpromote: flag((on) =>
    on ? { createRecordsChoice: 'free' } : { createRecords: 'no', createRecordsChoice: 'forced' },
  ),
  autotracksentfolderitems: flag((on) => ({ autoTrack: on ? 'everyone' : 'off' })),
  ignoreconversationindexandinreplytoforcorrelation: flag((ignored) => (ignored ? { useCorrelation: false } : {})),
  disablesmartmatching: flag((disabled) => (disabled ? { smartMatching: 'off' } : {})),
};

const NO_COUNTERPART = 'Nothing here corresponds to it; nothing was changed for it.';
const BAD_VALUE = 'Its value cannot be used here; the present one stays.';

/** `present`: what a value that is not named stays. Throws the Problem `badInput` where the text is neither JSON nor XML. */
export function readDynamics(text: string, present: Settings): Translated {
  const named = new Map(readNames(text).map((one) => [one.name.toLowerCase(), one]));
  const taken: Imported[] = [];
  const left: NotImported[] = [];
  let settings: Settings = present;
  for (const [key, rule] of Object.entries(rules)) {
    const one = named.get(key);
    if (one === undefined) continue;
    const changed = rule(one.value, settings);
    const next = changed && { ...settings, ...changed };
    if (next === null || !isOf(SettingsSchema, next)) left.push({ ...one, why: BAD_VALUE });
    else {
      taken.push({ ...one, settings: changed ? Object.keys(changed) : [] });
      settings = next;
    }
  }
  for (const [key, one] of named) if (!Object.hasOwn(rules, key)) left.push({ ...one, why: NO_COUNTERPART });
  return { settings, taken, left };
}

interface Named {
  readonly name: string;
  readonly value: string;
}

function readNames(text: string): Named[] {
  return text.trimStart().startsWith('<') ? readXml(text) : readColumns(text);
}

/** A row of the organisation table, as the Web API gives it: alone, or in `value`. Its column `orgdborgsettings` holds the XML. */
function readColumns(text: string): Named[] {
  const row = rowOf(json(text));
  return Object.entries(row).flatMap(([name, value]) => {
    if (value === null || typeof value === 'object' || name.includes('@')) return [];
    return name.toLowerCase() === 'orgdborgsettings' ? readXml(String(value)) : [{ name, value: String(value) }];
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw problem('badInput', 'The file is neither JSON nor XML.');
  }
}

function rowOf(read: unknown): object {
  const inner = typeof read === 'object' && read !== null && 'value' in read ? read.value : read;
  const row: unknown = Array.isArray(inner) ? inner[0] : inner;
  if (typeof row !== 'object' || row === null) throw problem('badInput', 'The file holds no settings.');
  return row;
}

/** `<OrgSettings><MaximumSubjectLengthOnMailServer>255</…></OrgSettings>`: flat. A document type could define entities without end. */
function readXml(text: string): Named[] {
  if (/<!doctype|<!entity/i.test(text))
    throw problem('badInput', 'The XML has a document type, which is not accepted.');
  const root = parsed(text).documentElement;
  const found = Array.from(root?.childNodes ?? []).filter((node) => node.nodeType === 1);
  return found.map((node) => ({ name: node.nodeName.slice(0, 200), value: (node.textContent ?? '').slice(0, 2000) }));
}

function parsed(text: string) {
  try {
    return new DOMParser({
      onError: (_, message) => {
        throw new Error(message);
      },
    }).parseFromString(text.trim(), 'text/xml');
  } catch {
    throw problem('badInput', 'The XML cannot be read: it is damaged or breaks off.');
  }
}
