/** A hundred thousand mails in memory: the archives again and again, every time under other ids, each as new to the store as the first. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { replay } from './children.mjs';

/** The first shows what it costs while the program warms up. */
const COUNTS = [1_000, 10_000, 100_000];
const IDS = ['Message-ID', 'In-Reply-To', 'References'];

/** [{mails, smart, milliseconds, megabytes}]: `milliseconds` is parsing and correlation of one mail. */
export async function measureScale({ tools, temp }, archives) {
  const mail = await import(pathToFileURL(path.join(tools, 'mail.mjs')).href);
  const rows = [];
  for (const count of COUNTS) {
    const file = path.join(temp, `${count}.mbox`);
    writeMany(mail, archives, { count, file });
    for (const smartMatching of ['off', 'automatic']) rows.push(await one(file, smartMatching, temp));
    fs.rmSync(file);
  }
  return rows;
}

async function one(file, smartMatching, temp) {
  const settings = path.join(temp, 'scale.json');
  fs.writeFileSync(settings, JSON.stringify({ smartMatching }));
  const cost = await replay([file, '--settings', settings], '/dev/null');
  const each = (1000 * (cost.parsing + cost.correlation)) / cost.mails;
  return { ...cost, smart: smartMatching, milliseconds: each };
}

function writeMany(mail, archives, { count, file }) {
  const out = fs.openSync(file, 'w');
  for (let turn = 0, written = 0; written < count; turn++)
    for (const { file: archive } of archives) {
      const mails = mail.readMbox(archive).slice(0, count - written);
      if (turn > 0) for (const one of mails) rename(mail, one, turn);
      fs.writeSync(out, mail.formatMbox(mails));
      written += mails.length;
    }
  fs.closeSync(out);
}

/** Other ids, another conversation number, another subject: another year of the same people. */
function rename(mail, one, turn) {
  for (const name of IDS) change(mail, one, name, (value) => value.replace(/<(?=[^<>]*@)/g, `<${turn}.`));
  change(mail, one, 'Thread-Index', (value) => value.slice(0, 14) + `${turn}AAAA`.slice(0, 4) + value.slice(18));
  change(mail, one, 'Subject', (value) => `${value} volume${turn}`);
}

function change(mail, one, name, make) {
  const value = mail.header(one, name.toLowerCase());
  if (value !== undefined) mail.setHeader(one, name, make(value));
}
