/** The file about a person, as whoever takes it may have it: of private mail that they may not read, that it is there. */
import { normalAddress } from '../../correlation/addresses';
import type { Keys } from '../../correlation/mail';

/** What of the file somebody without the right to read bodies does not see. */
export interface Veil {
  readonly userId: number;
  /** Ids of private mail. */
  readonly untold: ReadonlySet<string>;
}

interface MailPart {
  readonly activity_id: string;
  readonly people: readonly { readonly address: string }[];
}

interface EvidencePart {
  readonly at: Date;
  readonly keys: Keys;
  readonly blind: readonly string[];
  readonly activity_id: string | null;
  readonly seen_by: number;
}

interface AuditPart {
  readonly entity: string;
  readonly entity_id: string;
}

type Parts = Readonly<Record<string, readonly object[]>>;

/** `veil` null: whoever takes the file may read everything. Who got a mail blindly is told to nobody but themselves. */
export function tellParts(parts: Parts, address: string, veil: Veil | null): Parts {
  const told = (id: string | null) => veil === null || id === null || !veil.untold.has(id);
  const mails = (parts['mails'] ?? []) as MailPart[];
  const evidence = (parts['evidence'] ?? []) as EvidencePart[];
  const audit = (parts['audit'] ?? []) as AuditPart[];
  return {
    ...parts,
    mails: mails.map((mail) => (told(mail.activity_id) ? mail : veiledMail(mail, address))),
    evidence: evidence.map(({ at, keys, blind, activity_id: id, seen_by: by }) => {
      const open = { ...keys, recipients: keys.recipients.filter((one) => one === address || !blind.includes(one)) };
      const read = told(id) && (id !== null || veil === null || by === veil.userId);
      return { at, keys: read ? open : veiledKeys(open, address) };
    }),
    audit: audit.map((row) => (row.entity !== 'activity' || told(row.entity_id) ? row : { ...row, why: '' })),
  };
}

const veiledMail = (mail: MailPart, address: string) => ({
  ...mail,
  ...{ subject: null, reason: '', record: null, attachments: [] },
  people: mail.people.filter((one) => normalAddress(one.address) === address),
});

const veiledKeys = ({ messageId, direction, from, recipients, sentAt }: Keys, address: string) => ({
  ...{ messageId, direction, sentAt },
  from: from === address ? from : null,
  recipients: recipients.filter((one) => one === address),
});
