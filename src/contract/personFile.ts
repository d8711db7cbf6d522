/** The pieces of the file about a person, put together as the text of one JSON object, which may be larger than any string. */
import type { ExportPiece } from './privacy';

export async function* fileText(pieces: AsyncIterable<ExportPiece>): AsyncGenerator<string> {
  let open: string | null = null;
  let begun = false;
  for await (const { file } of pieces) {
    if (!begun) yield JSON.stringify(file, null, 1).replace(/\s*\}$/, '');
    for (const [name, rows] of begun ? Object.entries(file) : []) {
      yield open === name ? '' : `${open === null ? '' : '\n ]'},\n ${JSON.stringify(name)}: [`;
      const lines = (rows as object[]).map((row) => `\n  ${JSON.stringify(row)}`).join(',');
      yield open === name && lines !== '' ? `,${lines}` : lines;
      open = name;
    }
    begun = true;
  }
  yield `${open === null ? '' : '\n ]'}\n}\n`;
}
