/** Cuts an mbox stream into mails without holding more than one of them. */

/** What is beyond this belongs to an attachment; the headers are in front. */
const LONGEST_MAIL = 64 * 1024 * 1024;
const LONGEST_ENVELOPE = 1000;
const NEWLINE = 10;

/** `From someone Thu Jan  1 00:00:00 1970`, maybe with a zone behind: the time is what tells it from prose. */
const ENVELOPE = /^From \S.* \d{1,2}:\d\d(:\d\d)? .*\d{4}\r?$/;

export async function* splitMbox(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const mail = new Mail();
  let carry: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const text = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    let from = 0;
    let look = 0;
    for (let at = text.indexOf('\nFrom ', look); at >= 0; at = text.indexOf('\nFrom ', look)) {
      const end = text.indexOf(NEWLINE, at + 1);
      if (end < 0 && text.length - at < LONGEST_ENVELOPE) break;
      look = at + 1;
      if (!isBoundary(text, at, end)) continue;
      mail.add(text.subarray(from, at + 1));
      if (!mail.isEmpty) yield mail.take();
      from = at + 1;
    }
    // Enough is kept to see an envelope, and the empty line before it, that the chunk cuts in two.
    const pending = text.indexOf('\nFrom ', look);
    const keep = Math.max(from, pending >= 0 ? pending - 2 : text.length - 8);
    mail.add(text.subarray(from, keep));
    carry = Buffer.from(text.subarray(keep));
  }
  mail.add(carry);
  if (!mail.isEmpty) yield mail.take();
}

/** An envelope behind an empty line. */
function isBoundary(text: Buffer, at: number, end: number): boolean {
  const before = text[at - 1] === 13 ? text[at - 2] : text[at - 1];
  if (at > 0 && before !== NEWLINE) return false;
  return end >= 0 && end - at < LONGEST_ENVELOPE && ENVELOPE.test(text.toString('latin1', at + 1, end));
}

class Mail {
  private parts: Buffer[] = [];
  private size = 0;

  get isEmpty(): boolean {
    return this.size === 0 || (this.size < 100 && Buffer.concat(this.parts).toString('latin1').trim() === '');
  }

  add(part: Buffer): void {
    if (part.length === 0 || this.size >= LONGEST_MAIL) return;
    // Copied: a view would keep its whole chunk alive.
    this.parts.push(Buffer.from(part));
    this.size += part.length;
  }

  take(): Buffer {
    const whole = this.parts.length === 1 ? (this.parts[0] as Buffer) : Buffer.concat(this.parts);
    this.parts = [];
    this.size = 0;
    return whole;
  }
}
