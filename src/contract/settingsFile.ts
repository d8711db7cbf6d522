/** Settings that come in or go out as a file, and their history. */
import { Instant, Nullable, Shape, Text, Type, type Static } from './schema';
import { SettingsSchema } from './settings';

/** As somebody saved it. */
export const SettingsVersionSchema = Shape({
  version: Type.Integer(),
  at: Instant,
  /** null: the program itself. */
  changedBy: Nullable(Text(400)),
  reason: Text(400),
  /** Names of the settings that differ from the version before. */
  changed: Type.Array(Text(100)),
});
export type SettingsVersion = Static<typeof SettingsVersionSchema>;

export const SettingsVersionsSchema = Shape({ versions: Type.Array(SettingsVersionSchema) });
export const OldSettingsSchema = Shape({ version: Type.Integer(), settings: SettingsSchema });

/** A file of ours, Dynamics' organisation columns as JSON, or OrgDBOrgSettings as XML. */
export const ImportSettingsSchema = Shape({ text: Type.String({ minLength: 1, maxLength: 262_144 }) });

/** `settings`: names of ours that it changed; empty where it says what holds here anyway. */
const ImportedSchema = Shape({ name: Text(200), value: Text(2000), settings: Type.Array(Text(100)) });
const NotImportedSchema = Shape({ name: Text(200), value: Text(2000), why: Text(400) });
export type Imported = Static<typeof ImportedSchema>;
export type NotImported = Static<typeof NotImportedSchema>;

/** Nothing is saved by reading a file: `settings` is what the present ones would become. */
export const ImportReplySchema = Shape({
  settings: SettingsSchema,
  taken: Type.Array(ImportedSchema),
  left: Type.Array(NotImportedSchema),
});
