/** Of the answers given with 0.9, are nine of ten right? Told for every rule, and for every confidence whichever rule gave it. */
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
  const rules = new Map();
  return {
    add({ name, truth }, file) {
      for (const line of fs.readFileSync(file, 'utf8').trim().split('\n'))
        addLine(rules, { name, truth }, JSON.parse(line));
    },
    /** [{rule, confidence, links, right, heldOut}], by rule. */
    rows: () => [...rules.values()].map(figuresOf).sort((a, b) => a.rule.localeCompare(b.rule)),
    /** The same of all rules that give one confidence. */
    bands: () => bandsOf([...rules.values()].map(figuresOf)),
  };
}

function addLine(rules, { name, truth }, { n, decision, rule, parentN, confidence }) {
  const mail = truth[n - 1];
  if (parentN === null || rule === null || !['track', 'suggest'].includes(decision)) return;
  if (mail.cls !== 'pos' && mail.cls !== 'root') return;
  const judged = verdict(mail, truth[parentN - 1]);
  if (judged === 'open') return;
  const key = `${rule} ${confidence}`;
  if (!rules.has(key)) rules.set(key, { rule, confidence, archives: new Map() });
  const { archives } = rules.get(key);
  if (!archives.has(name)) archives.set(name, { ok: 0, bad: 0 });
  archives.get(name)[judged]++;
}

const sum = (counts, name) => counts.reduce((total, count) => total + count[name], 0);

/** `heldOut`: what the other archives would have promised of each archive; null where one alone has the rule. */
function figuresOf({ rule, confidence, archives }) {
  const counts = [...archives.values()];
  const [ok, bad] = [sum(counts, 'ok'), sum(counts, 'bad')];
  const promised = counts.map((own) => ((ok - own.ok) / (ok + bad - own.ok - own.bad)) * (own.ok + own.bad));
  const heldOut = counts.length < 2 ? null : promised.reduce((a, b) => a + b, 0) / (ok + bad);
  return { rule, confidence, ok, links: ok + bad, right: ok / (ok + bad), heldOut };
}

function bandsOf(rows) {
  const confidences = [...new Set(rows.map(({ confidence }) => confidence))].sort((a, b) => b - a);
  return confidences.map((confidence) => {
    const all = rows.filter((row) => row.confidence === confidence);
    const [ok, links] = [sum(all, 'ok'), sum(all, 'links')];
    return { confidence, links, right: ok / links };
  });
}

/** Three points from what it promises, and what chance does to so few answers: two deviations. */
export function keepsBand({ confidence, links, right }) {
  const chance = 2 * Math.sqrt((confidence * (1 - confidence)) / links);
  return Math.abs(right - confidence) <= 0.03 + (links < ENOUGH ? chance : 0);
}

/** With more answers chance does not matter. */
const ENOUGH = 1000;

/** A confidence lies where it promises more than was kept, by more than chance: two deviations of so many answers. */
export function boasts({ confidence, links, right }) {
  const chance = 2 * Math.sqrt((confidence * (1 - confidence)) / links);
  return right < confidence - chance - 0.005;
}
