/** One archive under one variant: the mail made harder, replayed, and scored beside the baselines. */
import fs from 'node:fs';
import path from 'node:path';
import { replay, run } from './children.mjs';
import { BASELINES } from './variants.mjs';

/** `tools`: folder of score.mjs and its kin; `temp`: where variants and answers may lie. */
export function makeBench({ tools, temp }) {
  const tool = (name) => path.join(tools, `${name}.mjs`);
  const variants = new Map();

  /** The archive with the words' damage done, made once. */
  function harder(archive, words) {
    if (words === null) return Promise.resolve(archive.file);
    const key = [archive.name, ...words].join(' ');
    if (!variants.has(key))
      variants.set(key, strip(archive, words, path.join(temp, `${archive.name}-${variants.size}`)));
    return variants.get(key);
  }

  async function strip(archive, words, place) {
    if (fs.existsSync(archive.listsFile)) fs.copyFileSync(archive.listsFile, `${place}.lists.json`);
    await run(tool('strip'), [archive.file, `${place}.mbox`, ...words, '--truth', archive.truthFile], `${place}.said`);
    return `${place}.mbox`;
  }

  async function answers(archive, variant, view) {
    const file = await harder(archive, variant.strip);
    const place = path.join(temp, [archive.name, variant.name, view].join('-').replace(/[^\w-]+/g, '-'));
    const list = archive.views[view];
    const track = list === null ? [] : ['--track', `@${list}`];
    fs.writeFileSync(`${place}.json`, JSON.stringify(variant.settings));
    const ours = replay([file, ...track, '--settings', `${place}.json`], `${place}.threadmark.jsonl`);
    const others = (variant.baselines ? BASELINES : []).map((name) =>
      run(tool('baseline'), [name, file, ...track], `${place}.${name}.jsonl`),
    );
    const [cost] = await Promise.all([ours, ...others]);
    return { cost, place };
  }

  async function score(archive, view, files) {
    const list = archive.views[view];
    const asked = list === null ? [] : ['--tracked', `@${list}`, ...(view === 'thirty' ? ['--queries', 'all'] : [])];
    const into = `${files[0]}.score`;
    // The score names its reports by file only where there are several.
    await run(tool('score'), [archive.truthFile, ...files, ...files.slice(0, 1), ...asked, '--json'], into);
    const said = JSON.parse(fs.readFileSync(into, 'utf8'));
    return files.map((file) => said[file]);
  }

  /** {cost, answers, ours, baselines}: figures of `track` and `track+suggest`, and the file of our answers. */
  async function measure(archive, variant, view) {
    const { cost, place } = await answers(archive, variant, view);
    const names = ['threadmark', ...(variant.baselines ? BASELINES : [])];
    const files = names.map((name) => `${place}.${name}.jsonl`);
    const [ours, ...others] = await score(archive, view, files);
    const baselines = Object.fromEntries(others.map((report, i) => [BASELINES[i], report.views.track]));
    return { archive: archive.name, variant: variant.name, view, cost, answers: files[0], ours: ours.views, baselines };
  }

  return { measure, harder };
}
