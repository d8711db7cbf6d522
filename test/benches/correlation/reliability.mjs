/** Of the answers given with 0.9, are nine of ten right? Told for every strategy and every confidence that it gave. */
import fs from 'node:fs';

const DAY = 86_400;

/** As score.mjs judges: `ok`, `bad`, or neither where the truth itself is broken. */
function verdict(mail, parent) {
  if (mail.thread === parent.thread) return 'ok';
  if (mail.subjectHash !== parent.subjectHash) return 'bad';
  if (mail.orphanThread || parent.orphanThread) return 'open';
  const sameSender = mail.senderHash !== null && mail.senderHash === parent.senderHash;
  return sameSender && Math.abs(mail.time - parent.time) < 30 * DAY ? 'open' : 'bad';
}

export function makeReliability() {
  const bins = new Map();
  return {
    add(truth, file) {
      for (const line of fs.readFileSync(file, 'utf8').trim().split('\n')) addLine(bins, truth, JSON.parse(line));
    },
    /** [{method, confidence, links, right}], worst method last; `right` is the share among those that can be judged. */
    rows: () =>
      [...bins.values()]
        .map(({ method, confidence, ok, bad }) => ({ method, confidence, links: ok + bad, right: ok / (ok + bad) }))
        .sort((a, b) => a.method.localeCompare(b.method) || b.confidence - a.confidence),
  };
}

function addLine(bins, truth, { n, decision, method, parentN, confidence }) {
  const mail = truth[n - 1];
  if (parentN === null || method === null || !['track', 'suggest'].includes(decision)) return;
  if (mail.cls !== 'pos' && mail.cls !== 'root') return;
  const judged = verdict(mail, truth[parentN - 1]);
  if (judged === 'open') return;
  const key = `${method} ${confidence}`;
  if (!bins.has(key)) bins.set(key, { method, confidence, ok: 0, bad: 0 });
  bins.get(key)[judged]++;
}

/** A confidence lies where it promises more than was kept, by more than chance: two deviations of so many answers. */
export function boasts({ confidence, links, right }) {
  const chance = 2 * Math.sqrt((confidence * (1 - confidence)) / links);
  return right < confidence - chance - 0.005;
}
