/** Whether an outgoing mail is tracked without a click, in words: the organisation's rule, for pane and server. */
import { judgeSend, type Judgement, type Outgoing, type SendRule } from './judgeSend';

export interface SendPlan {
  readonly do: Judgement['do'];
  /** One sentence for the sender. */
  readonly why: string;
}

export function planSend(rule: SendRule, mail: Outgoing): SendPlan {
  const { do: deed, because, who = '' } = judgeSend(rule, mail);
  if (deed === 'ask' && rule.autoTrack === 'replies') return planAnswer(mail);
  return { do: deed, why: WORDS[because](who, mail) };
}

/** The send handler never knows what a mail answers, so this is not its part. */
function planAnswer({ answers = null }: Outgoing): SendPlan {
  if (answers === null) return { do: 'ask', why: 'It will be tracked if it answers tracked mail.' };
  return answers
    ? { do: 'track', why: 'It answers tracked mail.' }
    : { do: 'leave', why: 'It answers no tracked mail.' };
}

const WORDS: Readonly<Record<Judgement['because'], (who: string, mail: Outgoing) => string>> = {
  off: () => 'Your organisation does not track mail on its own.',
  unwanted: () => 'You turned automatic tracking off for your mail.',
  empty: () => 'It has no recipients yet.',
  private: (_who, { sensitivity }) => `It is marked ${sensitivity}.`,
  never: (who) => `Mail with ${who} is never tracked on its own.`,
  inside: () => 'It goes to colleagues only.',
  everyone: () => 'Your organisation tracks mail to people outside.',
  unasked: () => 'It will be tracked if a recipient stands for a record.',
  unknown: () => 'No recipient stands for a record.',
  known: (who) => `${who} stands for a record.`,
};
