/** Texts that outlive the mail they were cut out of: each is copied, for a part keeps the whole of it in memory. */

interface Before {
  readonly subject: string;
  readonly topic: string;
}

/** The texts of a mail that are kept, copied out; `before`: what the mail before it in the thread has is not kept twice. */
export function keptTexts(
  texts: readonly [subject: string, topic: string, ...rest: string[]],
  before: Before | undefined,
) {
  const [subject, topic, ...rest] = texts;
  const sameSubject = before?.subject === subject;
  const sameTopic = before?.topic === topic;
  const own = copies([sameSubject ? '' : subject, sameTopic ? '' : topic, ...rest]);
  return {
    subject: sameSubject ? before.subject : (own[0] ?? subject),
    topic: sameTopic ? before.topic : (own[1] ?? topic),
    /** The kept copy of a text, the text itself where none was made. */
    of: (text: string) => (rest.includes(text) ? own[rest.indexOf(text) + 2] : undefined) ?? text,
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
