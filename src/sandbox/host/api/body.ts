import { htmlToText, textToHtml } from '../../mailbox/plainText';
import { ERROR, HostError } from '../errors';
import { editDraft, editItem, itemOf, textParam, type Call, type Calls } from './call';

/** The library's numbers for coercion types. */
const HTML = 3;

export const bodyCalls: Calls = {
  13: {
    name: 'body.setSelectedDataAsync',
    level: 2,
    run: (call) => rewrite(call, (before) => givenHtml(call) + before),
  },
  14: { name: 'body.getTypeAsync', level: 1, run: (call) => (itemOf(call).body.html === null ? 'text' : 'html') },
  23: { name: 'body.prependAsync', level: 2, run: (call) => rewrite(call, (before) => givenHtml(call) + before) },
  28: { name: 'getSelectedDataAsync', level: 2, run: () => ({ data: '', sourceProperty: 'body' }) },
  29: { name: 'setSelectedDataAsync', level: 2, run: (call) => rewrite(call, (before) => givenHtml(call) + before) },
  37: { name: 'body.getAsync', level: 1, run: (call) => (wantsHtml(call) ? asHtml(call) : asText(call)) },
  38: { name: 'body.setAsync', level: 2, run: (call) => rewrite(call, () => givenHtml(call)) },
  100: {
    name: 'body.appendOnSendAsync',
    level: 2,
    run: (call) => editDraft(call, (draft) => ({ ...draft, appendOnSend: toHtml(call, textParam(call, 'appendTxt')) })),
  },
  173: { name: 'body.setSignatureAsync', level: 2, run: (call) => rewrite(call, (before) => before + givenHtml(call)) },
};

const wantsHtml = (call: Call): boolean => Number(call.params['coercionType']) === HTML;

function asHtml(call: Call): string {
  const { html, text } = itemOf(call).body;
  return html ?? `<html><body>${textToHtml(text ?? '')}</body></html>`;
}

function asText(call: Call): string {
  const { html, text } = itemOf(call).body;
  return text ?? htmlToText(html ?? '');
}

const givenHtml = (call: Call): string => toHtml(call, textParam(call, 'data'));
const toHtml = (call: Call, data: string): string => (wantsHtml(call) ? data : textToHtml(data));

function rewrite(call: Call, change: (before: string) => string): void {
  if (call.session.item()?.mode !== 'compose')
    throw new HostError(ERROR.notSupported, 'The body of a received mail stays.');
  const html = change(asHtml(call));
  editItem(call, (item) => ({ ...item, body: { html, text: null } }));
}
