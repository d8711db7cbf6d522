/** Which of the stored mails of one id this very mail is, told by its text, which stays on this device. Fetched where there is a doubt. */
import { sameText, textDigest } from '../correlation/textDigest';
import type { Candidate } from '../correlation/mail';
import type { LookupReply } from '../contract/tracking';
import type { Calls } from '../outlook/calls';
import type { ReadItem } from '../outlook/openItem';
import { readBody } from '../outlook/readBody';

export interface Told {
  readonly own: LookupReply['own'];
  readonly candidates: readonly Candidate[];
  readonly isOther?: (candidate: Candidate) => boolean;
}

type Asked = Pick<Required<LookupReply>, 'own' | 'candidates' | 'twins'>;

/** A body that Outlook does not hand over tells nothing. */
export async function ownByText({ own, candidates, twins }: Asked, item: ReadItem, calls: Calls): Promise<Told> {
  const body = await readBody(item, calls);
  const text = textDigest(body.text, body.html);
  if (text === null) return { own, candidates };
  const others = twins.filter((twin) => !sameText(twin.text, text));
  const isOther = ({ activityId }: Candidate) => others.some(({ tracking }) => tracking.activityId === activityId);
  if (!others.some(({ tracking }) => tracking.activityId === own?.activityId)) return { own, candidates, isOther };
  const told = twins.find((twin) => !others.includes(twin))?.tracking ?? null;
  const further = others.flatMap(({ candidate }) => candidate ?? []);
  const all = [...candidates, ...further].filter(({ activityId }) => activityId !== told?.activityId);
  return { own: told, candidates: all, isOther };
}
