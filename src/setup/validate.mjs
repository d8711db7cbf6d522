/** `npm run validate [FILE]`: checks the manifest without a network; code 1 where something is wrong. */
import fs from 'node:fs';
import path from 'node:path';
import { root, say } from './console.mjs';
import { checkManifest } from './validateManifest.mjs';
import { lookAround } from './validateProject.mjs';

const file = path.resolve(process.argv[2] ?? path.join(root, 'manifest.xml'));
const name = path.relative(process.cwd(), file);
const findings = checkManifest(fs.readFileSync(file, 'utf8'), lookAround(root));
for (const { line, sentence } of findings) say(`${name}:${line}: ${sentence}`);
say(
  findings.length === 0
    ? `${name} is in order.`
    : `${findings.length} ${findings.length === 1 ? 'thing' : 'things'} to put right.`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
