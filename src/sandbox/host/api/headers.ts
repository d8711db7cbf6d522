/** Internet headers: the whole block of a received mail, and an add-in's own on a draft. */
import { ERROR, HostError } from '../errors';
import { draftOf, editDraft, isCompose, messageOf, textsParam, type Call, type Calls } from './call';

export const headerCalls: Calls = {
  151: {
    name: 'internetHeaders.getAsync',
    level: 1,
    run: (call) => pick(draftOf(call).draft.headers, textsParam(call, 'internetHeaderKeys')),
  },
  152: {
    name: 'internetHeaders.setAsync',
    level: 2,
    run: (call) =>
      editDraft(call, (draft) => ({
        ...draft,
        headers: { ...without(draft.headers, Object.keys(pairs(call))), ...pairs(call) },
      })),
  },
  153: {
    name: 'internetHeaders.removeAsync',
    level: 2,
    run: (call) =>
      editDraft(call, (draft) => ({
        ...draft,
        headers: without(draft.headers, textsParam(call, 'internetHeaderKeys')),
      })),
  },
  168: {
    name: 'getAllInternetHeadersAsync',
    level: 1,
    run: (call) => {
      if (isCompose(call)) throw new HostError(ERROR.notSupported, 'A draft has no received headers.');
      // Sent items answer with an empty text and success, as Outlook does.
      return messageOf(call).headers;
    },
  },
};

function pairs(call: Call): Record<string, string> {
  const given = call.params['internetHeaderNameValuePairs'];
  if (typeof given !== 'object' || given === null)
    throw new HostError(ERROR.invalidParameter, 'No headers were given.');
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
}

const lower = (names: readonly string[]): Set<string> => new Set(names.map((name) => name.toLowerCase()));

function pick(headers: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  const values = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const found = names.flatMap((name) => {
    const value = values.get(name.toLowerCase());
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}

function without(headers: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  const gone = lower(names);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !gone.has(name.toLowerCase())));
}
