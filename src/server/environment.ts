/** What every reader of the environment shares. */

/** A variable without blanks around it; null where it is unset or empty. */
export type Env = (name: string) => string | null;

/** A setting that cannot be used; `message` is the whole sentence for the person who set it. */
export class ConfigProblem extends Error {
  override readonly name = 'ConfigProblem';
}

/** A command line that cannot be understood; `message` says why. */
export class UsageProblem extends Error {
  override readonly name = 'UsageProblem';
}

export const loopbackHosts: readonly string[] = ['localhost', '127.0.0.1', '::1'];

/** URL host names of IPv6 addresses carry brackets. */
export const bare = (host: string) => host.replace(/^\[|\]$/g, '');
