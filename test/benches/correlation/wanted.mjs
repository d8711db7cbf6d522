/** The figures that are promised, each with what was measured. A promise about an archive holds for every archive. */

import { keepsBand } from './reliability.mjs';

/** `rows`: what `measure` gave. Gives [{promise, archive, view, got, ok}]. */
export function judge(archives, rows) {
  return archives.flatMap((archive) => {
    const find = (variant, view) =>
      rows.find((r) => r.archive === archive.name && r.variant === variant && r.view === view);
    return PROMISES.flatMap(({ variant, views, applies = () => true, promise, check }) =>
      views.flatMap((view) => {
        const row = find(variant, view);
        if (!row || !applies(archive)) return [];
        return [{ promise, archive: archive.name, view, ...check(row, { find, archive }) }];
      }),
    );
  });
}

const both = ['all', 'agents'];
const f3 = (x) => x.toFixed(4).replace(/0$/, '');
const isJudged = ({ isSpam }) => !isSpam;
const best = (baselines, figure) => Math.max(...Object.values(baselines).map((figures) => figures[figure]));
const atLeast = (got, wanted) => ({ got: `${f3(got)} of ${f3(wanted)}`, ok: got >= wanted });
const above = (got, wanted) => ({ got: `${f3(got)}, best baseline ${f3(wanted)}`, ok: got > wanted });
const none = (got) => ({ got: String(got), ok: got === 0 });

const PROMISES = [
  {
    promise: 'full headers: each reply with a known parent joins its thread (R >= 0.999)',
    variant: 'full',
    views: ['all'],
    applies: isJudged,
    check: ({ ours }) => atLeast(ours.track.R, 0.999),
  },
  {
    promise: 'full headers: no opener joins a foreign thread',
    variant: 'full',
    views: ['all'],
    check: ({ ours }) => none(ours.track.badRoots),
  },
  {
    promise: 'full headers, agents: recall at least that of the aliases',
    variant: 'full',
    views: ['agents'],
    applies: isJudged,
    check: ({ ours, baselines }) => atLeast(ours.track.R, baselines.aliases.R),
  },
  {
    promise: 'full headers, agents: P >= 0.999',
    variant: 'full',
    views: ['agents'],
    check: ({ ours }) => atLeast(ours.track.P, 0.999),
  },
  {
    promise: 'header faults: recall >= 0.95 of the fault-free figure (track + suggest)',
    variant: 'faults',
    views: both,
    applies: isJudged,
    check: (row, { find }) =>
      atLeast(row.ours['track+suggest'].R, 0.95 * find('full, smart', row.view).ours['track+suggest'].R),
  },
  {
    promise: 'header faults: lenient P >= 0.998 (track + suggest)',
    variant: 'faults',
    views: both,
    check: ({ ours }) => atLeast(ours['track+suggest'].Plenient, 0.998),
  },
  {
    promise: 'Thread-Index only: P >= 0.99 outside spam',
    variant: 'thread-index',
    views: both,
    applies: isJudged,
    check: ({ ours }) => atLeast(ours.track.P, 0.99),
  },
  {
    promise: 'Thread-Index only: at most 2 wrong links on spam',
    variant: 'thread-index',
    views: both,
    applies: ({ isSpam }) => isSpam,
    check: ({ ours: { track } }) => ({ got: String(track.links - track.ok), ok: track.links - track.ok <= 2 }),
  },
  {
    promise: 'stripped, automatic: lenient P >= 0.997',
    variant: 'stripped',
    views: both,
    check: ({ ours }) => atLeast(ours.track.Plenient, 0.997),
  },
  {
    promise: 'stripped, automatic: strict F1 above every baseline',
    variant: 'stripped',
    views: both,
    applies: ({ isSpam, hasRecipients }) => !isSpam && hasRecipients,
    check: ({ ours, baselines }) => above(ours.track.F1, best(baselines, 'F1')),
  },
  {
    promise: 'stripped, automatic: no hard negative linked',
    variant: 'stripped',
    views: both,
    check: ({ ours }) => none(ours.track.linkedHard),
  },
  {
    promise: 'stripped, automatic: no link in pure spam',
    variant: 'stripped',
    views: both,
    applies: ({ isSpam }) => isSpam,
    check: ({ ours }) => none(ours.track.links),
  },
  {
    promise: 'stripped, track + suggest: recall above every baseline',
    variant: 'stripped',
    views: both,
    applies: isJudged,
    check: ({ ours, baselines }) => above(ours['track+suggest'].R, best(baselines, 'R')),
  },
  {
    promise: 'stripped, track + suggest: lenient P >= 0.99',
    variant: 'stripped',
    views: both,
    applies: ({ isSpam, hasRecipients }) => !isSpam && hasRecipients,
    check: ({ ours }) => atLeast(ours['track+suggest'].Plenient, 0.99),
  },
  {
    promise: 'stripped, track + suggest: recall >= 0.975 from 2019 on',
    variant: 'stripped',
    views: both,
    applies: ({ isSpam, since, hasRecipients }) => !isSpam && hasRecipients && since >= 2019,
    check: ({ ours }) => atLeast(ours['track+suggest'].R, 0.975),
  },
  {
    promise: 'stripped, no recipients, track + suggest: recall >= 0.90',
    variant: 'stripped',
    views: both,
    applies: ({ isSpam, hasRecipients }) => !isSpam && !hasRecipients,
    check: ({ ours }) => atLeast(ours['track+suggest'].R, 0.9),
  },
  {
    promise: 'stripped, no recipients, track + suggest: lenient P >= 0.97',
    variant: 'stripped',
    views: both,
    applies: ({ isSpam, hasRecipients }) => !isSpam && !hasRecipients,
    check: ({ ours }) => atLeast(ours['track+suggest'].Plenient, 0.97),
  },
];

/** All archives of a variant together: the first thousands of mails only warm the engine up. */
export function judgeCost(rows) {
  return ['full', 'full, smart', 'stripped'].flatMap((variant) => {
    const costs = rows.filter((row) => row.variant === variant && row.view === 'all').map(({ cost }) => cost);
    const sum = (name) => costs.reduce((total, cost) => total + cost[name], 0);
    const ratio = sum('correlation') / sum('parsing');
    const said = { promise: 'cost: correlation at most a third of parsing', archive: variant, view: 'all' };
    return costs.length > 0 ? [{ ...said, got: f3(ratio), ok: ratio <= 1 / 3 }] : [];
  });
}

/** Tokens: found wherever a reply still carries one, and nowhere else. */
export function judgeTokens(rows, accidents) {
  const found = rows
    .filter(({ replies }) => replies > 0)
    .map(({ mangling, replies, found }) => ({
      promise: 'tokens: found in 99.4 % of the replies that carry one, whatever was done to it',
      archive: 'all',
      view: mangling,
      ...atLeast(found / replies, 0.994),
    }));
  if (!accidents) return found;
  const got = `${accidents.read} of ${accidents.mails}`;
  const view = 'all';
  return [...found, { promise: 'tokens: no accidental finds', archive: 'all', view, got, ok: accidents.read === 0 }];
}

export function judgeScale(rows) {
  return ['off', 'automatic'].flatMap((smart) => {
    const [small, large] = [10_000, 100_000].map((mails) =>
      rows.find((row) => row.smart === smart && row.mails === mails),
    );
    if (!small || !large) return [];
    const growth = large.milliseconds / small.milliseconds;
    const said = { archive: `${large.mails} mails`, view: `smart ${smart}` };
    const ratio = large.correlation / large.parsing;
    return [
      { promise: 'cost: correlation at most a third of parsing', ...said, got: f3(ratio), ok: ratio <= 1 / 3 },
      { promise: 'memory under 400 MB', ...said, got: `${large.megabytes} MB`, ok: large.megabytes < 400 },
      {
        promise: 'time per mail flat from 10,000 to 100,000',
        ...said,
        got: `x${growth.toFixed(2)}`,
        ok: growth <= 1.2,
      },
    ];
  });
}

/** What is said with 0.9 is right nine times of ten, whichever rule said it. */
export function judgeBands(bands) {
  const promise = 'reliability: every confidence within 3 points of its promise';
  return bands.map((band) => {
    const got = `${f3(band.right)} of ${band.links}`;
    return { promise, archive: 'all', view: String(band.confidence), got, ok: keepsBand(band) };
  });
}
