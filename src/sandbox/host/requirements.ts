/** What this mail program can, in the words of `isSetSupported`. */
export type RequirementSets = Readonly<Record<string, string>>;

/** Mailbox 1.12 is what the published office.js implements; without "react" it posts no telemetry to us. */
export const SETS: RequirementSets = {
  Mailbox: '1.12',
  AddinCommands: '1.3',
  DialogApi: '1.2',
  DialogOrigin: '1.1',
  IdentityAPI: '1.3',
};
