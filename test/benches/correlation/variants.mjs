/** What is measured on every archive: how the mail is made harder, which mails are tracked, under which settings. */
const smart = { smartMatching: 'automatic' };
const dynamics = { smartMatching: 'automatic', smartRule: 'dynamics' };

/**
 * `strip`: words for strip.mjs, null for the mail as it is. `views`: which mails are tracked (all; the agents'; thirty per cent, all asked).
 * `beside`: the variant that its promises compare with. `baselines`: whether the textbook strategies run beside. `reliability`: whether its answers count for the table of confidences.
 */
export const VARIANTS = [
  { name: 'full', strip: null, views: ['all', 'agents', 'thirty'], settings: {}, baselines: true, reliability: true },
  { name: 'full, smart', strip: null, views: ['all', 'agents'], settings: smart, reliability: true },
  {
    name: 'faults',
    strip: ['--faults', '1'],
    views: ['all', 'agents'],
    settings: smart,
    baselines: true,
    reliability: true,
    beside: 'full, smart',
  },
  { name: 'faults, smart off', strip: ['--faults', '1'], views: ['all', 'agents'], settings: {} },
  {
    name: 'thread-index',
    strip: ['--only', 'thread-index', '--no-subject'],
    views: ['all', 'agents'],
    settings: {},
    reliability: true,
  },
  {
    name: 'stripped',
    strip: ['--no-thread-headers'],
    views: ['all', 'agents'],
    settings: smart,
    baselines: true,
    reliability: true,
  },
  { name: 'stripped, smart off', strip: ['--no-thread-headers'], views: ['all'], settings: {} },
  { name: 'stripped, Dynamics', strip: ['--no-thread-headers'], views: ['all', 'agents'], settings: dynamics },
];

export const BASELINES = ['replyTo', 'references', 'aliases', 'subject', 'dynamics'];
