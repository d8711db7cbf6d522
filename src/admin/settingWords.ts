/** Every setting in plain words, and as an administrator of Dynamics 365 knows it. */
import type { Settings } from '../contract/settings';

/** The layout of tokens is three fields of the form. */
export type Flat = Omit<Settings, 'token'> & Settings['token'];
export type Field = keyof Flat;

interface SettingWords {
  readonly name: string;
  /** One sentence, or two. */
  readonly hint: string;
  /** Names under which Dynamics keeps or shows it: columns of its organisation table, OrgDBOrgSettings, its own page. */
  readonly dynamics?: readonly string[];
}

const WAITS = 'It waits for the synchronisation of mailboxes, which is not set up here yet.';
const BESIDE =
  'It counts for what is opened beside the pane; what nobody opens waits for the synchronisation of mailboxes, which is not set up here yet.';
const MAY_CHOOSE = 'They choose themselves, see the choice but cannot change it, or are not shown it.';

export const settingWords: Readonly<Record<Field, SettingWords>> = {
  useCorrelation: {
    name: 'Use correlation',
    hint: 'Replies find their thread by mail headers and Outlook’s conversation index.',
    dynamics: ['Use correlation', 'emailcorrelationenabled', 'IgnoreConversationIndexAndInReplyToForCorrelation'],
  },
  useTokens: {
    name: 'Use tracking tokens',
    hint: 'Replies find their thread by the token in the subject.',
    dynamics: ['Use tracking tokens'],
  },
  smartMatching: {
    name: 'Smart matching',
    hint: 'Where headers and token are lost, subject, people and time tell.',
    dynamics: ['Use smart matching', 'enablesmartmatching', 'DisableSmartMatching'],
  },
  smartRule: {
    name: 'Rule of smart matching',
    hint: 'Dynamics 365 compares words and people and weighs nothing. It looks through your newest 5,000 tracked mails when you turn it on, and every one tracked since.',
  },
  HashFilterKeywords: {
    name: 'Left out of the subject',
    hint: 'A regular expression in the syntax of RE2: what it matches is left out of the subject. Empty: nothing is.',
    dynamics: ['HashFilterKeywords'],
  },
  HashMaxCount: {
    name: 'Words of a subject that count',
    hint: 'The words behind these are not compared. Dynamics begins with 20.',
    dynamics: ['HashMaxCount'],
  },
  HashDeltaSubjectCount: {
    name: 'Words by which subjects may differ',
    hint: '0: both subjects have the very same words, in any order.',
    dynamics: ['HashDeltaSubjectCount'],
  },
  HashMinAddressCount: {
    name: 'People who must be on both mails',
    hint: 'Sender and recipients count alike. Dynamics begins with 2.',
    dynamics: ['HashMinAddressCount'],
  },
  forwards: {
    name: 'Forwarded mail',
    hint: 'What happens to mail that forwards a tracked mail.',
    dynamics: ['DoNotCorrelateForwardedEmailsAsReplies'],
  },
  withoutOutsiders: {
    name: 'Mail among colleagues',
    hint: 'What happens to a reply or forward from which everybody outside your organisation was removed.',
  },
  closedRecords: { name: 'Closed records', hint: 'What happens to mail whose record is closed or lost.' },
  conflictingEvidence: {
    name: 'Conflicting evidence',
    hint: 'What happens when header and token, say, point to different records. Dynamics takes the first that speaks.',
  },
  useFolders: {
    name: 'Use folder-level tracking',
    hint: `Mail that somebody moves into a folder belongs to the folder’s record. ${WAITS}`,
    dynamics: ['Use folder-level tracking', 'maxfolderbasedtrackingmappings'],
  },
  prefix: {
    name: 'Prefix',
    hint: '1 to 20 characters before the number. One that nobody else uses is best: two systems with the same prefix read each other’s tokens.',
    dynamics: ['trackingprefix'],
  },
  tokenBase: {
    name: 'Base tracking number',
    hint: 'Added to every user number. Give each deployment its own, and their tokens never meet.',
    dynamics: ['trackingtokenidbase'],
  },
  userDigits: {
    name: 'Digits for user numbers',
    hint: 'They say who wrote the mail.',
    dynamics: ['Number of digits for personal numbers', 'trackingtokeniddigits'],
  },
  counterDigits: {
    name: 'Digits for the counter',
    hint: 'They count the activities of one person.',
    dynamics: ['Number of digits for email activity counter', 'maximumtrackingnumber'],
  },
  subjectLength: {
    name: 'Longest subject',
    hint: 'In characters. A longer subject is shortened to make room; the token never is. Outlook lets us write 255; above that, it says how long a subject may be that has its token already.',
    dynamics: ['MaximumSubjectLengthOnMailServer'],
  },
  tokensInSubject: {
    name: 'Tokens in the subject',
    hint: 'Off: tracked mail is sent without a token; replies still find their thread by mail headers.',
    dynamics: ['maximumtrackingnumber'],
  },
  activeDays: {
    name: 'Days until a number is given again',
    hint: 'A number is given again when its thread was silent for so many days.',
  },
  whenNumbersRunOut: {
    name: 'When numbers run out',
    hint: 'What happens when every number of a person belongs to an active thread.',
  },
  autoTrack: {
    name: 'Tracked on sending',
    hint: 'Mail to people outside your organisation that is tracked when it is sent, without a click. People may opt out below.',
    dynamics: ['Allow auto-tracking on outgoing email', 'AutoTrackSentFolderItems'],
  },
  neverTrack: {
    name: 'Never tracked without a click',
    hint: 'Addresses and domains, one a line. Mail with them is tracked only when somebody presses Track: not on sending, not by a rule for incoming mail, not by its category. An unknown sender among them never becomes a record by itself.',
  },
  trackPrivate: {
    name: 'Track private mail without a click',
    hint: 'On: mail marked personal, private or confidential is tracked on sending, by a rule or by its category like other mail.',
  },
  storeBodies: {
    name: 'Text of tracked mail',
    hint: 'What is stored of what a mail says. A change counts for mail that is tracked from then on; the subject is stored in any case.',
  },
  storeAttachments: {
    name: 'List of attachments',
    hint: 'On: names, types and sizes are stored. What is in an attachment never is.',
  },
  keepBodiesDays: {
    name: 'Days until the text goes',
    hint: 'So many days after a mail was tracked its text and list of attachments are removed, by themselves and for good. 0: never.',
  },
  keepMailDays: {
    name: 'Days until a tracked mail goes',
    hint: 'So many days after it was tracked all of a mail is removed, by itself and for good: it is on no record any more and no reply finds it. 0: never.',
  },
  internalAsTwo: {
    name: 'Two activities for mail between users',
    hint: 'On: mail between two users is an activity for the sender and one for the recipient. Off: one for both.',
    dynamics: ['Track emails sent between Dynamics 365 users as two activities', 'ignoreinternalemail'],
  },
  recordAccess: {
    name: 'Who sees a new record',
    hint: 'Who makes a record owns it and can share it otherwise on its page. Who is in no team keeps it to themselves until then.',
    dynamics: ['Access level', 'Security roles: User, Business Unit, Organization'],
  },
  useCategories: {
    name: 'People can use categories',
    hint: `A message or appointment to which somebody gives the category is tracked, with the record that it surely belongs to. ${BESIDE} Taking the category off untracks nothing. What is tracked is marked with it in any case.`,
    dynamics: ['People can use categories to track emails and appointments', 'TrackCategorizedItems'],
  },
  categoryName: { name: 'Category name', hint: 'Outlook shows this category on every tracked message.' },
  categoryColor: {
    name: 'Category colour',
    hint: 'Used where the category is made new; a colour that people chose in Outlook stays.',
  },
  categoryFailed: {
    name: 'Category for failures',
    hint: 'Takes the place of the category on an item that could not be tracked by it. Giving it the first one again is the next try.',
    dynamics: ['Tracked to Dynamics 365 (Undeliverable)'],
  },
  incoming: {
    name: 'Incoming mail that is tracked',
    hint: `What people begin with: that mail is suggested to them. It is tracked without a click for whoever chose so themselves, and for everybody where you leave them no choice. Newsletters, automatic mail and mail of colleagues are tracked so only where they belong to tracked mail. ${BESIDE}`,
    dynamics: ['incomingemailfilteringmethod', 'SSSForceFilteringMethodForUserMailboxes'],
  },
  incomingChoice: {
    name: 'People choose which incoming mail',
    hint: MAY_CHOOSE,
    dynamics: ['HideEmailAutoTrackOptions', 'SSSForceFilteringMethodForUserMailboxes'],
  },
  outgoingChoice: { name: 'People choose whether mail is tracked on sending', hint: MAY_CHOOSE },
  createRecords: {
    name: 'Records for unknown senders',
    hint: 'What an unknown sender becomes when somebody tracks their mail. This is what people begin with.',
    dynamics: ['autocreatecontactonpromote', 'AutoCreateContactOnPromote'],
  },
  createRecordsChoice: { name: 'People choose records for unknown senders', hint: MAY_CHOOSE },
  neverTrackChoice: { name: 'People keep a list of their own that is never tracked', hint: MAY_CHOOSE },
};

const entries = Object.entries(settingWords) as [Field, SettingWords][];

export const fieldWords = Object.fromEntries(entries.map(([field, { name }]) => [field, name])) as Record<
  Field,
  string
>;
