/** The file that describes the sandbox: two organisations, and the mail in their mailboxes. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { Nullable, parse, Text, Type, Word, type Static } from '../../contract/schema';
import { RecordTypeSchema } from '../../contract/mail';
import { ROLES } from '../../contract/roles';

const UserSchema = Type.Object({ address: Text(320), name: Text(400), role: Word(...ROLES) });

const SeedRecordSchema = Type.Object({
  /** By which mails and other records of the file name it. */
  key: Text(100),
  type: RecordTypeSchema,
  name: Text(400),
  email: Nullable(Text(320)),
  company: Nullable(Text(400)),
  detail: Text(400),
  state: Word('open', 'closed'),
  parent: Nullable(Text(100)),
  /** Address of a user, who shares it with their team or with nobody; absent: the whole organisation’s. */
  owner: Type.Optional(Text(320)),
  access: Type.Optional(Word('owner', 'team', 'organisation')),
});

const TeamSchema = Type.Object({ name: Text(200), members: Type.Array(Text(320)) });

const OrganisationSchema = Type.Object({
  name: Text(400),
  domains: Type.Array(Text(255)),
  users: Type.Array(UserSchema),
  teams: Type.Optional(Type.Array(TeamSchema)),
  records: Type.Array(SeedRecordSchema),
});

const SeedMailSchema = Type.Object({
  file: Text(400),
  mailbox: Text(320),
  conversationId: Type.Optional(Text(1000)),
  /** Somebody tracked it before the visitor came. */
  tracked: Type.Optional(
    Type.Object({ by: Text(320), regarding: Nullable(Text(100)), private: Type.Optional(Type.Boolean()) }),
  ),
});

/** What only the mailboxes need (folders, categories, appointments) is left to the page that shows them. */
const SandboxSchema = Type.Object({ organisations: Type.Array(OrganisationSchema), mails: Type.Array(SeedMailSchema) });

export type SeedOrganisation = Static<typeof OrganisationSchema>;
export type SeedMail = Static<typeof SeedMailSchema>;
export type Sandbox = Static<typeof SandboxSchema>;

/** Throws the Problem `badInput` naming the first wrong field. */
export async function readSandbox(folder: string): Promise<Sandbox> {
  return parse(SandboxSchema, JSON.parse(await fs.readFile(path.join(folder, 'organisation.json'), 'utf8')));
}
