/** What administrators see beyond their own: that there is mail, never what it says, and the right to open it with a reason. */
import type { BodyReader, SeenMail } from '../../contract/visibility';
import { normalAddress } from '../../correlation/addresses';
import { fold } from './records';
import type { Ask } from './db';
import type { StoredBody } from './timeline';
import { ownerName } from './visibility';

const PAGE = 50;

interface MailRow extends Omit<SeenMail, 'sentAt'> {
  readonly sentAt: Date;
}

/** Of people only the sender is told; of a private mail not even what it is about. */
const headsOf = (
  mails: string,
) => `select a.activity_id as "activityId", case when a.private then null else a.subject end as subject, a.private,
  a.direction, a.from_address as "from", a.sent_at as "sentAt", ${ownerName} as owner,
  (select coalesce(b.name, r.name) from record r left join record b on b.org_id = $1 and b.record_id = r.became_id
    where r.org_id = $1 and r.record_id = a.regarding_id) as record
from ${mails} where a.org_id = $1 and a.state = 'tracked' and ($2::uuid is null or a.activity_id < $2)`;

/** An address is looked up among people alone: asking for it in subjects as well would read every mail, 0.9 s among a million. */
const findMailsOfPerson = {
  name: 'find-mails-of-person',
  text: `${headsOf(`(select distinct p.activity_id as id from activity_party p where p.org_id = $1 and p.address = $3 and p.role <> 'bcc'
    and ($2::uuid is null or p.activity_id < $2) order by 1 desc) o
join activity a on a.org_id = $1 and a.activity_id = o.id`)}
order by o.id desc limit ${PAGE + 1}`,
};

const findMailsByWords = {
  name: 'find-mails-by-words',
  text: `${headsOf('activity a')}
  and ($3 = '' or (not a.private and lower(a.subject) like '%' || $3 || '%'))
order by a.activity_id desc limit ${PAGE + 1}`,
};

/** Newest tracked first. `text`: an address, or words of a subject; empty for all. */
export async function readMails(ask: Ask, orgId: number, text: string, after: string | null) {
  const wanted = text.trim();
  const words = fold(wanted).replace(/[\\%_]/g, (char) => `\\${char}`);
  const rows = wanted.includes('@')
    ? await ask<MailRow>(findMailsOfPerson, [orgId, after, normalAddress(wanted)])
    : await ask<MailRow>(findMailsByWords, [orgId, after, words]);
  const mails = rows.slice(0, PAGE).map((row): SeenMail => ({ ...row, sentAt: row.sentAt.toISOString() }));
  return { mails, next: rows.length > PAGE ? (mails.at(-1)?.activityId ?? null) : null };
}

export interface OpenedMail extends StoredBody {
  readonly subject: string;
  readonly private: boolean;
  readonly ownerId: number;
}

export async function readAnyBody(ask: Ask, orgId: number, activityId: string): Promise<OpenedMail | null> {
  const text = `select a.subject, a.private, coalesce(a.owner_id, a.tracked_by) as "ownerId", b.html, b.plain as text
from activity a join activity_body b on b.org_id = a.org_id and b.activity_id = a.activity_id
where a.org_id = $1 and a.activity_id = $2 and a.state = 'tracked'`;
  const [mail] = await ask<OpenedMail>({ text }, [orgId, activityId]);
  return mail ?? null;
}

export async function mayReadBodies(ask: Ask, orgId: number, userId: number): Promise<boolean> {
  const text = 'select reads_bodies as may from app_user where org_id = $1 and user_id = $2 and active';
  const [row] = await ask<{ may: boolean }>({ name: 'may-read-bodies', text }, [orgId, userId]);
  return row?.may ?? false;
}

/** Every administrator, and whoever else was given the right: it rests while they are none. */
export async function readBodyReaders(ask: Ask, orgId: number): Promise<BodyReader[]> {
  const text = `select address, name, reads_bodies as allowed from app_user
where org_id = $1 and active and (role = 'administrator' or reads_bodies) order by name, user_id`;
  return ask<BodyReader>({ text }, [orgId]);
}

/** The user's number and what stood before; null where there is no such user. */
export async function setReadsBodies(ask: Ask, orgId: number, address: string, allowed: boolean) {
  const found = `select user_id as "userId", reads_bodies as before from app_user where org_id = $1 and address = $2
for no key update`;
  const [user] = await ask<{ userId: number; before: boolean }>({ text: found }, [orgId, normalAddress(address)]);
  if (user === undefined) return null;
  const text = 'update app_user set reads_bodies = $3 where org_id = $1 and user_id = $2';
  await ask({ text }, [orgId, user.userId, allowed]);
  return user;
}
