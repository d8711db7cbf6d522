/** In which order the settings stand, and which of them a search finds. */
import { choices } from './choices';
import { boundsOf, fields, fieldWords, kindOf, type Field } from './draft';
import { settingWords } from './settingWords';

export interface SettingGroup {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly Field[];
}

/** Folded away until somebody compares rules. */
export const smartKnobs: readonly Field[] = [
  'HashFilterKeywords',
  'HashMaxCount',
  'HashDeltaSubjectCount',
  'HashMinAddressCount',
];
export const advanced: readonly Field[] = ['smartRule', ...smartKnobs];

const grouped: readonly SettingGroup[] = [
  {
    id: 'matching',
    title: 'How mail finds its record',
    fields: [
      ...(['useCorrelation', 'useTokens', 'smartMatching'] as const),
      ...advanced,
      ...(['forwards', 'withoutOutsiders', 'closedRecords', 'conflictingEvidence', 'useFolders'] as const),
    ],
  },
  {
    id: 'token',
    title: 'Tracking token',
    fields: ['prefix', 'tokenBase', 'userDigits', 'counterDigits', 'subjectLength'],
  },
  {
    id: 'sending',
    title: 'Mail that is sent',
    fields: [
      ...(['tokensInSubject', 'activeDays', 'whenNumbersRunOut', 'autoTrack'] as const),
      ...(['neverTrack', 'trackPrivate', 'internalAsTwo'] as const),
    ],
  },
  {
    id: 'category',
    title: 'Outlook category',
    fields: ['useCategories', 'categoryName', 'categoryColor', 'categoryFailed'],
  },
  {
    id: 'visibility',
    title: 'Who may see what',
    fields: ['recordAccess'],
  },
  {
    id: 'keeping',
    title: 'What is kept, and how long',
    fields: ['storeBodies', 'storeAttachments', 'keepBodiesDays', 'keepMailDays'],
  },
  {
    id: 'personal',
    title: 'What people choose for themselves',
    fields: [
      ...(['incoming', 'incomingChoice', 'outgoingChoice'] as const),
      ...(['createRecords', 'createRecordsChoice', 'neverTrackChoice'] as const),
    ],
  },
];

const placed = new Set(grouped.flatMap((group) => group.fields));
const rest = fields.filter((field) => !placed.has(field));

/** A setting that no group names stands at the end; none is ever out of reach. */
export const groups: readonly SettingGroup[] =
  rest.length === 0 ? grouped : [...grouped, { id: 'more', title: 'Further settings', fields: rest }];

function textOf(field: Field): string {
  const { hint, dynamics = [] } = settingWords[field];
  const words = kindOf(field) === 'choice' ? Object.values(choices[field as keyof typeof choices]) : [];
  return [field, fieldWords[field], hint, ...dynamics, ...words].join(' ').toLowerCase();
}

/** Every word of the question stands somewhere in what is said of the setting, in ours or in Dynamics' words. */
export function findSettings(question: string): readonly SettingGroup[] {
  const asked = question.toLowerCase().split(/\s+/).filter(Boolean);
  const found = (field: Field) => asked.every((word) => textOf(field).includes(word));
  return groups
    .map((group) => ({ ...group, fields: group.fields.filter(found) }))
    .filter((group) => group.fields.length > 0);
}

/** Numbers say their bounds, so that nobody has to try. */
export function hintOf(field: Field): string {
  const { hint } = settingWords[field];
  if (kindOf(field) !== 'number') return hint;
  const { minimum, maximum } = boundsOf(field);
  return `${minimum.toLocaleString('en')} to ${maximum.toLocaleString('en')}. ${hint}`;
}
