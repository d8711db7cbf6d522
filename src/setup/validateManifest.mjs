/** Our own check of the manifest. Microsoft's validator is an online service; this one asks nobody. */
import { checkAround } from './validateAround.mjs';
import { checkBase } from './validateBase.mjs';
import { checkCommands } from './validateCommands.mjs';
import { checkResources } from './validateResources.mjs';
import { checkStructure } from './validateStructure.mjs';
import { finding, parseManifest } from './validateXml.mjs';

/** Bytes. Source: limits for activation and JavaScript API for Outlook add-ins. */
const LARGEST = 256 * 1024;

/** Findings `{ line, sentence }`, in the order of their lines; empty when all is well. */
export function checkManifest(xml, around) {
  const { root, findings } = parseManifest(xml);
  if (!root) return findings;
  const checks = [checkStructure, checkBase, checkResources, checkCommands, (element) => checkAround(element, around)];
  const found = checks.flatMap((check) => check(root));
  if (Buffer.byteLength(xml) > LARGEST) found.push(finding(root, 'The manifest is larger than 256 KB.'));
  return found.sort((one, other) => one.line - other.line);
}
