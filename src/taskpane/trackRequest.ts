/** A click on Track -> what is sent. Cuts to what the contract takes, and says what was left out. */
import { saidPrivate } from '../contract/stamp';
import type { Track } from '../contract/tracking';
import type { Person } from '../correlation/mail';
import type { Body } from '../outlook/readBody';
import type { Act, Known } from './state';

export interface TrackRequest {
  readonly body: Track;
  /** What the user should know about it, or null. */
  readonly note: string | null;
}

const LONGEST_BODY = 4_000_000;
const MOST_PEOPLE = 500;

type TrackAct = Extract<Act, { do: 'track' }>;

/** `body` null: the user chose to track without it. */
export function trackRequest(act: TrackAct, known: Known, body: Body | null): TrackRequest {
  const { mail, keys, stamp } = known;
  /** What its writer chose beside the draft stands on their own copy of it. */
  const isPrivate = act.private ?? saidPrivate(stamp);
  const html = fit(body?.html ?? null);
  const text = fit(body?.text ?? null);
  return {
    body: {
      requestId: act.requestId,
      keys: keys as Track['keys'],
      mail: {
        subject: mail.subject.slice(0, 2000),
        from: mail.from && person(mail.from),
        to: people(mail.to),
        cc: people(mail.cc),
        bcc: people(mail.bcc),
        ...(mail.replyTo.length > 0 && { replyTo: people(mail.replyTo.slice(0, 20)) }),
        html: html.text,
        text: text.text,
        attachments: mail.attachments.slice(0, 500).map((attachment) => ({ ...attachment })),
        ...(mail.meeting && { meeting: mail.meeting }),
      },
      regarding: act.regarding && { type: act.regarding.type, id: act.regarding.id },
      because: act.because,
      ...(isPrivate !== null && { private: isPrivate }),
      ...(mail.sensitivity !== 'normal' && { sensitivity: mail.sensitivity }),
      ...(act.rule?.yields && { rule: act.rule.by }),
    },
    note: noteOf(body, html.cut || text.cut),
  };
}

function noteOf(body: Body | null, cut: boolean): string | null {
  if (body === null) return 'It was tracked without its body.';
  if (body.html === null && body.text === null)
    return ['It was tracked without its body, which Outlook did not hand over.', body.missing ?? []].flat().join(' ');
  return cut ? 'Its body is longer than can be kept; that form of it was left out.' : null;
}

const fit = (text: string | null) =>
  text !== null && text.length > LONGEST_BODY ? { text: null, cut: true } : { text, cut: false };

const person = ({ address, name }: Person): Person => ({ address: address.slice(0, 320), name: name.slice(0, 1000) });
const people = (all: readonly Person[]): Person[] => all.slice(0, MOST_PEOPLE).map(person);
