/** The file about an address, as a page or an operator puts it together. */
import { fileText } from '../../src/contract/personFile';
import type { ExportPiece } from '../../src/contract/privacy';
import type { User } from '../../src/server/store/users';
import type { Acts } from '../../src/server/tracking/acts';
import { body } from './samples';

export async function textOf(words: string | AsyncIterable<string>): Promise<string> {
  if (typeof words === 'string') return words;
  let text = '';
  for await (const each of words) text += each;
  return text;
}

async function* piecesOf(
  acts: Acts,
  who: User,
  wish: { address: string; reason: string },
): AsyncGenerator<ExportPiece> {
  let piece = await acts.exportPerson(who, body(wish));
  yield piece;
  while (piece.next !== null) {
    piece = await acts.exportPerson(who, body({ ...wish, after: piece.next }));
    yield piece;
  }
}

export async function fileAbout(acts: Acts, who: User, address: string, reason = 'asked') {
  const text = await textOf(fileText(piecesOf(acts, who, { address, reason })));
  return JSON.parse(text) as Record<string, unknown>;
}
