/** The letter that reports a sent mail. */
import type { Stamp } from '../contract/stamp';
import type { Letter, SentMail } from './letters';

/** `at`: milliseconds since 1970. */
export const sentLetter = (stamp: Stamp, mail: SentMail, { id, at }: Pick<Letter, 'id' | 'at'>): Letter => ({
  id,
  about: `mark:${stamp.mark}`,
  subject: mail.subject,
  recordName: stamp.regarding && stamp.regarding.name,
  at,
  errand: { do: 'trackSent', stamp, mail },
});
