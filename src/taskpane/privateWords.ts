/** What private means, in the words of the pane. */
export const PROMISE = 'only you and the people on this mail read it';
export const PROMISE_OF_MEETING = 'only you and the people of this meeting read it';

/** Why a mail is private though nobody said so. */
export const WHY_PRIVATE = { answers: 'It answers a private mail', marked: 'It is marked so in Outlook' } as const;
