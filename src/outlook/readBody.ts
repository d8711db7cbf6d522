/** The body of the open item, both ways. */
import type { Calls } from './calls';
import type { ReadItem } from './openItem';

export interface Body {
  readonly html: string | null;
  readonly text: string | null;
  /** Why one of them is missing, for people; null where both are there. */
  readonly missing: string | null;
}

/** Never rejects: a mail whose body cannot be read (S/MIME, rights management) can be tracked all the same. */
export async function readBody(item: ReadItem, calls: Calls): Promise<Body> {
  const ask = (form: 'html' | 'text') => calls.try<string>((done) => item.body.getAsync(form, done));
  const [html, text] = await Promise.all([ask('html'), ask('text')]);
  return {
    html: html.did === 'answer' ? (html.value ?? null) : null,
    text: text.did === 'answer' ? (text.value ?? null) : null,
    missing: html.did !== 'answer' ? html.why : text.did !== 'answer' ? text.why : null,
  };
}
