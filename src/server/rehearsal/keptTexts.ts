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

/** Joining two or more writes one new text, whose parts keep nothing but each other: one copy is cheaper than many. */
function copies(texts: readonly string[]): readonly string[] {
  const own = texts.join('\0').split('\0');
  return own.length === texts.length ? own : texts; // a NUL: rare enough to keep its mail
}

export function copyOf(text: string): string {
  return copies(['', text])[1] ?? text;
}
