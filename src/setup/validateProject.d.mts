import type { Around } from './validateManifest.mjs';

/** `root` is the top folder of the project. */
export function lookAround(root: string): Around;
