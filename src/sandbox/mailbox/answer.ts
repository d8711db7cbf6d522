/** Lets the developer answer in an outsider's name, by the kinds of programs that outsiders use. */
import { buildMime, type Letter } from './buildMime';
import { makeUuid } from './chance';
import { mailDate } from './encode';
import { makeOutsideMessageId } from './identity';
import { parseEml, type Incoming } from './parseEml';
import { escapeHtml } from './plainText';
import { normalizedSubject } from './subject';
import { childIndex } from './threadIndex';
import { deliver } from './send';
import { unique } from './unique';
import { textToBytes } from './base64';
import { mailboxOf } from './world';
import type { Chance, Outbound, Person, World } from './shapes';

/** `plain`: In-Reply-To and References. `outlook`: Thread-Index too. `stripped`: a gateway took all of them away. */
export type Program = 'plain' | 'outlook' | 'stripped';

export interface Reply {
  readonly to: Outbound;
  readonly as: Person;
  readonly text: string;
  readonly program: Program;
}

export interface PreparedReply {
  readonly outboundId: string;
  readonly as: string;
  readonly incoming: Incoming;
  readonly recipients: readonly Person[];
}

export async function prepareReply(reply: Reply, chance: Chance): Promise<PreparedReply> {
  const original = await parseEml(textToBytes(reply.to.source));
  const everybody = unique([reply.to.from, ...original.to, ...original.cc]);
  const recipients = everybody.filter((person) => person.address.toLowerCase() !== reply.as.address.toLowerCase());
  const source = buildMime(letterOf(reply, original, recipients, chance));
  return { outboundId: reply.to.id, as: reply.as.address, incoming: await parseEml(textToBytes(source)), recipients };
}

export function applyReply(world: World, reply: PreparedReply, chance: Chance): World {
  const inside = reply.recipients.filter((person) => mailboxOf(world, person.address));
  const delivered = inside.reduce((now, person) => deliver(now, person.address, reply.incoming, chance), world);
  const outside = delivered.outside.map((mail) =>
    mail.id === reply.outboundId ? { ...mail, answeredBy: [...mail.answeredBy, reply.as] } : mail,
  );
  return { ...delivered, outside };
}

function letterOf(reply: Reply, original: Incoming, recipients: readonly Person[], chance: Chance): Letter {
  const date = mailDate(chance.now());
  const keepsIds = reply.program !== 'stripped';
  const [first, ...others] = recipients;
  return {
    trace: [`Received: from mail.${reply.as.address.split('@')[1]} by mail.northwind.example; ${date}`],
    from: reply.as,
    to: first ? [first] : [],
    cc: others,
    subject: `Re: ${normalizedSubject(original.subject)}`,
    date,
    messageId: makeOutsideMessageId(reply.as.address, chance),
    inReplyTo: keepsIds ? original.messageId : null,
    references: keepsIds && original.messageId ? [...original.references, original.messageId] : [],
    extra: reply.program === 'outlook' ? outlookHeaders(original, chance) : {},
    html: reply.program === 'plain' ? null : `<p>${escapeHtml(reply.text).replace(/\n/g, '<br>')}</p>`,
    text: `${reply.text}\n\n${quote(original)}`,
    files: [],
    boundary: makeUuid(chance),
  };
}

const outlookHeaders = (original: Incoming, chance: Chance): Record<string, string> => ({
  'Thread-Topic': normalizedSubject(original.subject),
  'Thread-Index': childIndex(original.threadIndex, chance),
});

function quote(original: Incoming): string {
  const head = `${original.from?.name ?? ''} <${original.from?.address ?? ''}> wrote:`;
  const lines = (original.text ?? '').split(/\r?\n/).map((line) => `> ${line}`);
  return [head, ...lines].join('\n');
}
