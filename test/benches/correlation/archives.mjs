/** The archives of a folder, what can be said of each, and where the tools that come with the data lie. */
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

/** Archives by name, those with a truth beside them; `left` names the others. */
export function findArchives(folder, only) {
  const files = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => /\.mbox(\.gz)?$/.test(name)) : [];
  const named = files
    .sort()
    .map((file) => ({ name: file.replace(/\.mbox(\.gz)?$/, ''), file: path.join(folder, file) }));
  const wanted = named.filter(({ name }) => only.length === 0 || only.includes(name));
  const isJudged = ({ name }) => fs.existsSync(path.join(folder, `${name}.truth.jsonl.gz`));
  return { archives: wanted.filter(isJudged).map(describe), left: wanted.filter((one) => !isJudged(one)) };
}

/** The folder that holds score.mjs, baseline.mjs and strip.mjs: the archives' own or one above; null where there is none. */
export function findTools(folder) {
  const places = [folder, path.dirname(path.resolve(folder))];
  return places.find((place) => fs.existsSync(path.join(place, 'score.mjs'))) ?? null;
}

/** Where fewer mails have a parent, nobody talks to anybody: a few that somebody answered do not make a pile of spam an archive. */
const ANSWERED = 0.01;

function describe({ name, file }) {
  const beside = (ending) => path.join(path.dirname(file), `${name}.${ending}`);
  const truth = readTruth(beside('truth.jsonl.gz'));
  const views = { all: null, agents: beside('agents.txt'), thirty: beside('rand30.txt') };
  const times = truth.map(({ time }) => time).filter(Number.isFinite);
  return {
    name,
    file,
    truth,
    truthFile: beside('truth.jsonl.gz'),
    listsFile: beside('lists.json'),
    /** Files of positions by the name of the view; without the views that this archive does not have. */
    views: Object.fromEntries(Object.entries(views).filter(([, list]) => list === null || fs.existsSync(list))),
    isSpam: truth.filter(({ cls }) => cls === 'pos').length < truth.length * ANSWERED,
    hasRecipients: countRecipients(file) > truth.length / 2,
    since: new Date(Math.min(...times) * 1000).getUTCFullYear(),
  };
}

export function readTruth(file) {
  const lines = zlib.gunzipSync(fs.readFileSync(file)).toString('utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

function countRecipients(file) {
  const bytes = fs.readFileSync(file);
  const text = (file.endsWith('.gz') ? zlib.gunzipSync(bytes) : bytes).toString('latin1');
  return text.match(/^to:/gim)?.length ?? 0;
}
