/** The subject of a draft. */
import type { Calls, CallOptions } from './calls';
import { stampParts } from './carriers';
import type { ComposeItem } from './openItem';

/** Empty where the client does not tell. */
export async function readSubject(item: ComposeItem, calls: Calls, options?: CallOptions): Promise<string> {
  const answer = await calls.try<string>((done) => stampParts(item).subject.getAsync(done), options);
  return answer.did === 'answer' ? (answer.value ?? '') : '';
}

/** False where the client refused it; the mail is none the worse. */
export async function setSubject(
  item: ComposeItem,
  subject: string,
  { calls, options }: { readonly calls: Calls; readonly options?: CallOptions },
): Promise<boolean> {
  const answer = await calls.try<void>((done) => stampParts(item).subject.setAsync(subject, done), options);
  return answer.did === 'answer';
}
