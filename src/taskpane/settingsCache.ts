/**
 * Keeps the organisation's settings from one message to the next, so that one question a message is enough. They are
 * kept in the browser's storage where it lets us (it may be blocked in a foreign frame), and in memory in any case.
 */
import { misfit } from '../client/fits';
import { SettingsReplySchema, type SettingsReply } from '../contract/settings';

export interface SettingsCache {
  read(): SettingsReply | null;
  write(settings: SettingsReply): void;
}

export type KeyValue = Pick<Storage, 'getItem' | 'setItem'>;

/** `key` must tell users and Outlook's partitions apart: versions of two organisations have nothing in common. */
export function makeSettingsCache(storage: () => KeyValue, key: string): SettingsCache {
  const memory: { settings: SettingsReply | null } = { settings: null };
  return {
    read: () => (memory.settings ??= readStored(storage, key)),
    write(settings) {
      memory.settings = settings;
      quietly(() => storage().setItem(key, JSON.stringify(settings)));
    },
  };
}

function readStored(storage: () => KeyValue, key: string): SettingsReply | null {
  const stored = quietly((): unknown => JSON.parse(storage().getItem(key) ?? 'null'));
  return stored !== null && misfit(SettingsReplySchema, stored) === null ? (stored as SettingsReply) : null;
}

/** Blocked or full storage and foreign text in it cost a few bytes of the next answer, nothing else. */
function quietly<T>(attempt: () => T): T | null {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}
