/** What Outlook itself strips and puts before a subject; the engine's own, longer table is not the mail program's. */
const PREFIX = /^\s*(?:(?:re|fw|fwd|aw|wg|sv|vs|tr|rv|antw)\s*(?:\[\d+\])?\s*:\s*)+/i;

export const normalizedSubject = (subject: string): string => subject.replace(PREFIX, '').trim();
export const replySubject = (subject: string): string => `RE: ${normalizedSubject(subject)}`;
export const forwardSubject = (subject: string): string => `FW: ${normalizedSubject(subject)}`;
