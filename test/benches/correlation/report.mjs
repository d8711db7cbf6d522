/** The figures as tables: for the terminal and, as Markdown, for the file that is kept. */
import { boasts } from './reliability.mjs';

const f3 = (x) => x.toFixed(3);

/** {title, head, rows} */
export function tables({ rows, tokens, accidents, scale, reliability, judged }) {
  return [
    promised(judged),
    ...[...new Set(rows.map(({ variant, view }) => `${variant} / ${view}`))].map((name) => figures(name, rows)),
    tokenTable(tokens, accidents),
    cost(rows),
    scaleTable(scale),
    confidences(reliability),
  ].filter((table) => table.rows.length > 0);
}

/** One row a promise: kept everywhere, or where it is not. */
function promised(judged) {
  const names = [...new Set(judged.map(({ promise }) => promise))];
  const rows = names.map((name) => {
    const all = judged.filter(({ promise }) => promise === name);
    const missed = all.filter(({ ok }) => !ok);
    const shown = missed.length > 0 ? missed : all;
    const where = shown.map(({ archive, view, got }) => `${archive}/${view} ${got}`).join('; ');
    return [missed.length > 0 ? 'MISS' : 'ok', `${all.length - missed.length} of ${all.length}`, name, where];
  });
  return { title: 'What is wanted', head: ['', 'kept', 'promise', 'measured'], rows };
}

const HEAD = ['archive', 'who', 'P', 'P lenient', 'R', 'F1', 'parent', 'links', 'bad', 'bad openers', 'hard negatives'];

function figures(name, all) {
  const rows = all
    .filter(({ variant, view }) => `${variant} / ${view}` === name)
    .flatMap(({ archive, ours, baselines }) => {
      const suggests = ours['track+suggest'].links !== ours.track.links;
      return [
        ['Threadmark', ours.track],
        ...(suggests ? [['Threadmark, suggestions too', ours['track+suggest']]] : []),
        ...Object.entries(baselines).map(([who, view]) => [`baseline ${who}`, view]),
      ].map(([who, v]) => [archive, who, ...oneView(v)]);
    });
  return { title: name, head: HEAD, rows };
}

const oneView = (v) => [
  ...[v.P, v.Plenient, v.R, v.F1, v.parent].map(f3),
  v.links,
  v.bad,
  `${v.badRoots} of ${v.roots}`,
  `${v.linkedHard} of ${v.hard}`,
];

function tokenTable(tokens, accidents) {
  const rows = tokens.map(({ mangling, replies, found, wrong }) => {
    return [mangling, replies, found, replies > 0 ? f3(found / replies) : '-', wrong];
  });
  if (accidents) rows.push(['no token at all', accidents.mails, accidents.read, '-', accidents.read]);
  return { title: 'Tokens', head: ['mangling', 'replies', 'found', 'share', 'wrong'], rows };
}

const seconds = (x) => x.toFixed(2);

function cost(all) {
  const rows = all.map(({ archive, variant, view, cost: c }) => {
    const share = f3(c.correlation / c.parsing);
    const times = [c.parsing, c.correlation, c.keeping].map(seconds);
    return [archive, `${variant} / ${view}`, c.mails, ...times, share, c.megabytes];
  });
  const head = ['archive', 'variant', 'mails', 'parsing s', 'correlation s', 'keeping s', 'ratio', 'memory MB'];
  return { title: 'Cost, two replays at a time', head, rows };
}

function scaleTable(scale) {
  const rows = scale.map((c) => {
    const share = f3(c.correlation / c.parsing);
    const times = [c.parsing, c.correlation, c.keeping].map(seconds);
    return [c.mails, c.smart, ...times, share, f3(c.milliseconds), c.megabytes];
  });
  const head = [
    'mails',
    'smart matching',
    'parsing s',
    'correlation s',
    'keeping s',
    'ratio',
    'ms a mail',
    'memory MB',
  ];
  return { title: 'Scale', head, rows };
}

function confidences(reliability) {
  const rows = reliability.map((bin) => {
    const { rule, confidence, links, right, heldOut } = bin;
    return [
      rule,
      confidence,
      links,
      f3(right),
      heldOut === null ? '-' : f3(heldOut),
      boasts(bin) ? 'promises too much' : '',
    ];
  });
  const head = ['rule', 'confidence', 'answers', 'right (lenient)', 'the other archives say', ''];
  return { title: 'Reliability of each rule', head, rows };
}

export function asText({ title, head, rows }) {
  const lines = [head, ...rows].map((row) => row.map(String));
  const width = head.map((_, i) => Math.max(...lines.map((row) => row[i].length)));
  const isNumber = head.map((_, i) => rows.every((row) => /^[-\d.]/.test(String(row[i]))));
  const pad = (text, i) => (isNumber[i] ? text.padStart(width[i]) : text.padEnd(width[i]));
  return [title, ...lines.map((row) => `  ${row.map(pad).join('  ').trimEnd()}`), ''].join('\n');
}

export function asMarkdown({ title, head, rows }) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [`## ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}
