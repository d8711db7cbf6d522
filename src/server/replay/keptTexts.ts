/** Texts that outlive the mail they were cut out of: each is copied, for a part keeps the whole of it in memory. */

interface Before {
  readonly subject: string;
  readonly topic: string;
}

/** The texts of a mail that are kept, copied out; `before`: what the mail before it in the thread has is not kept twice. */
export function keptTexts({ subject, topic }: Before, values: readonly string[], before: Before | undefined) {
  const sameSubject = before?.subject === subject;
  const sameTopic = before?.topic === topic;
  const [ownSubject = '', ownTopic = '', ...own] = copies([
    sameSubject ? '' : subject,
    sameTopic ? '' : topic,
    ...values,
  ]);
  return {
    subject: sameSubject ? before.subject : ownSubject,
    topic: sameTopic ? before.topic : ownTopic,
    values: own,
  };
}

const scratch = Buffer.allocUnsafeSlow(64 * 1024);

/** All of one mail at once: one copy is cheaper than many. */
export function copies(texts: readonly string[]): readonly string[] {
  const own = flatCopy(texts.join('\0')).split('\0');
  return own.length === texts.length ? own : texts; // a NUL: rare enough to keep its mail
}

/** One byte a character is enough for most; the others are copied as they are, half characters too. */
function flatCopy(text: string): string {
  if (text.length <= scratch.length) {
    const copy = scratch.toString('latin1', 0, scratch.write(text, 'latin1'));
    if (copy === text) return copy;
  }
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
