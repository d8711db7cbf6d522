/** What Exchange no longer gives: legacy tokens and EWS are off in every tenant, so is the sandbox's. */
import type { Calls } from './call';

const refused = {
  wasSuccessful: false,
  errorCode: 9018,
  errorName: 'GenericTokenError',
  errorMessage: 'Legacy Exchange tokens are turned off.',
  diagnostics: {},
};

export const tokenCalls: Calls = {
  2: { name: 'getUserIdentityTokenAsync', level: 1, whole: true, run: () => refused },
  5: {
    name: 'makeEwsRequestAsync',
    level: 3,
    whole: true,
    run: () => ({ wasProxySuccessful: false, body: '', errorMessage: 'Exchange Web Services are turned off.' }),
  },
  12: { name: 'getCallbackTokenAsync', level: 1, whole: true, run: () => refused },
  40: { name: 'telemetry', level: 0, run: () => undefined },
  163: { name: 'logTelemetry', level: 0, run: () => undefined },
  193: { name: 'logTelemetry', level: 0, run: () => undefined },
};
