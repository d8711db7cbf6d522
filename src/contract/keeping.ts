/** How long mail is kept, and what would go at once if it were kept for less time. */
import { Shape, Type, type Static } from './schema';
import { SettingsSchema, type Settings } from './settings';

export type Keeping = Pick<Settings, 'keepBodiesDays' | 'keepMailDays'>;

const { keepBodiesDays, keepMailDays } = SettingsSchema.properties;
export const KeepingSchema = Shape({ keepBodiesDays, keepMailDays });

const Count = Type.Integer({ minimum: 0 });
/** Whole mails, and the texts of mails that stay. */
export const GoingSchema = Shape({ mails: Count, texts: Count });
export type Going = Static<typeof GoingSchema>;

/** 0 days: for ever. */
const days = (set: number) => (set === 0 ? Infinity : set);

/** Whether anything is kept for less time than before. */
export const keepsLess = (before: Keeping, after: Keeping): boolean =>
  days(after.keepBodiesDays) < days(before.keepBodiesDays) || days(after.keepMailDays) < days(before.keepMailDays);

const counted = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

/** null: nothing would go. */
export function goingWords({ mails, texts }: Going): string | null {
  const parts = [
    ...(mails > 0 ? [counted(mails, 'mail', 'mails')] : []),
    ...(texts > 0 ? [counted(texts, 'text of a mail', 'texts of mails')] : []),
  ];
  return parts.length === 0 ? null : parts.join(' and ');
}
