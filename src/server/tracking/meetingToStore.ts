import { normalAddress } from '../../correlation/addresses';
import type { Keys, Meeting } from '../../correlation/mail';
import type { StoredMeeting } from '../../contract/tracking';

/** Whom the head does not name is not named here: who is erased is looked for there. */
export function meetingToStore(meeting: Meeting, { from, recipients }: Keys, subject: string): StoredMeeting {
  const { organiser } = meeting;
  const address = organiser && normalAddress(organiser.address);
  const named = address !== null && (address === from || recipients.includes(address));
  return { ...meeting, organiser: named ? organiser : null, subject } as StoredMeeting;
}
