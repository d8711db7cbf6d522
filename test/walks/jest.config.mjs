/** The walks need a built project and a browser, so they run apart from the unit suites. */
import fs from 'node:fs';

const { jest } = JSON.parse(fs.readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

export default {
  ...jest,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/walks/*.test.ts'],
  testPathIgnorePatterns: [],
  testTimeout: 60_000,
  maxWorkers: 2,
};
