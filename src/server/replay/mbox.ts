/** Cuts an mbox stream into mails without holding more than one of them. */

/** What is beyond this belongs to an attachment; the headers are in front. */
const LONGEST_MAIL = 64 * 1024 * 1024;
const LONGEST_ENVELOPE = 1000;
const LONGEST_NAME = 80;
/** An envelope and the name of the header behind it. */
const LOOK_AHEAD = LONGEST_ENVELOPE + LONGEST_NAME + 2;
const NEWLINE = 10;
const HEADER = /^[!-9;-~]+[ \t]*:/;

/** `From someone Thu Jan  1 00:00:00 1970`, maybe with a zone behind: the time is what tells it from prose. */
const ENVELOPE = /^From \S.* \d{1,2}:\d\d(:\d\d)? .*\d{4}\r?$/;

export async function* splitMbox(chunks: AsyncIterable<Buffer>, onCut: () => void): AsyncGenerator<Buffer> {
  const mail = new Mail(onCut);
  let carry: Buffer = Buffer.alloc(0);
  for await (const chunk of withEnd(chunks)) {
    const text = chunk && carry.length > 0 ? Buffer.concat([carry, chunk]) : (chunk ?? carry);
    let from = 0;
    let look = 0;
    for (let at = text.indexOf('\nFrom ', look); at >= 0; at = text.indexOf('\nFrom ', look)) {
      if (chunk !== null && text.length - at < LOOK_AHEAD) break;
      look = at + 1;
      if (!isBoundary(text, at)) continue;
      mail.add(text.subarray(from, at + 1));
      if (!mail.isEmpty) yield mail.take();
      from = at + 1;
    }
    // Enough is kept to see an envelope, and what stands before and behind it, that the chunk cuts in two.
    const pending = text.indexOf('\nFrom ', look);
    const keep = Math.max(from, pending >= 0 ? pending - 2 : text.length - 8);
    mail.add(text.subarray(from, keep));
    carry = Buffer.from(text.subarray(keep));
  }
  mail.add(carry);
  if (!mail.isEmpty) yield mail.take();
}

/** null: there is no more. */
async function* withEnd(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer | null> {
  yield* chunks;
  yield null;
}

/** An envelope behind an empty line, or before a header: some archives have no empty lines between their mails. */
function isBoundary(text: Buffer, at: number): boolean {
  const end = text.indexOf(NEWLINE, at + 1);
  if (end < 0 || end - at >= LONGEST_ENVELOPE || !ENVELOPE.test(text.toString('latin1', at + 1, end))) return false;
  const before = text[at - 1] === 13 ? text[at - 2] : text[at - 1];
  return at === 0 || before === NEWLINE || HEADER.test(text.toString('latin1', end + 1, end + 1 + LONGEST_NAME));
}

class Mail {
  private parts: Buffer[] = [];
  private size = 0;
  private cut = false;

  constructor(private readonly onCut: () => void) {}

  get isEmpty(): boolean {
    return this.size === 0 || (this.size < 100 && Buffer.concat(this.parts).toString('latin1').trim() === '');
  }

  add(part: Buffer): void {
    if (part.length === 0) return;
    if (this.size >= LONGEST_MAIL) return this.cutHere();
    // Copied: a view would keep its whole chunk alive.
    this.parts.push(Buffer.from(part));
    this.size += part.length;
  }

  private cutHere(): void {
    if (!this.cut) this.onCut();
    this.cut = true;
  }

  take(): Buffer {
    const whole = this.parts.length === 1 ? (this.parts[0] as Buffer) : Buffer.concat(this.parts);
    this.parts = [];
    this.size = 0;
    this.cut = false;
    return whole;
  }
}
