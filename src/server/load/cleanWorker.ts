/** What a cleaning thread runs: mail HTML in, harmless HTML and its words out. An entry of its own in the build. */
import { parentPort } from 'node:worker_threads';
import { plainOf } from '../tracking/asKept';
import { sanitiseHtml, wordsOnly } from '../tracking/sanitise';
import type { Cleaned } from '../tracking/workshop';
import type { CleanJob } from './cleaner';

parentPort?.on('message', ({ html, plain, how }: CleanJob) => {
  const clean = how === 'words' ? wordsOnly(html) : sanitiseHtml(html);
  const cleaned: Cleaned = { html: clean, plain: plain ? plainOf(clean) : null };
  parentPort?.postMessage(cleaned);
});
