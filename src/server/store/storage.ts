/** What of a mail the organisation stores. */
import { defaultSettings, type Settings } from '../../contract/settings';
import type { Ask } from './db';

type Storage = Pick<Settings, 'storeBodies' | 'storeAttachments'>;

const findStorage = {
  name: 'find-storage',
  text: `select settings->>'storeBodies' as "storeBodies", (settings->>'storeAttachments')::boolean as "storeAttachments"
from settings where org_id = $1 order by version desc limit 1`,
};

export async function readStorage(ask: Ask, orgId: number): Promise<Storage> {
  const [row] = await ask<{ [K in keyof Storage]: Storage[K] | null }>(findStorage, [orgId]);
  return {
    storeBodies: row?.storeBodies ?? defaultSettings.storeBodies,
    storeAttachments: row?.storeAttachments ?? defaultSettings.storeAttachments,
  };
}
