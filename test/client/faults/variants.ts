/** Code with one thought missing each: rounds that do not catch it prove nothing. */
import type { Api } from '../../../src/client/api';
import { makeMemoryStorage } from '../../../src/client/memoryStorage';
import { settle } from '../../../src/client/outbox';
import type { Drawer, Storage } from '../../../src/client/storage';
import { sound, type Variant } from './desk';

export const everyTryIsNew: Variant = {
  ...sound,
  api: (api) => {
    let n = 0;
    const call = (name: never, { body }: { body?: { requestId?: string } }) => {
      const requestId = body?.requestId && `${body.requestId.slice(0, 24)}${String(n++).padStart(12, '0')}`;
      return api.call(name, { body: { ...body, requestId } } as never);
    };
    return { call: call as unknown as Api['call'] };
  },
};
export const forgottenBeforeTheAnswer: Variant = {
  ...sound,
  api: (api, storage) => {
    const call = async (name: string, { body }: { body?: { requestId?: string } }) => {
      const id = body?.requestId;
      if (id && name !== 'mintToken') await storage.change((drawer) => settle(drawer, { id, tracking: null }));
      return api.call(name as never, { body } as never);
    };
    return { call: call as unknown as Api['call'] };
  },
};
/** Each reading and writing on its own, as with localStorage. */
export const stepsThatMingle: Variant = {
  ...sound,
  storage: () => {
    const base = makeMemoryStorage();
    const drawer: Drawer = {
      get: (key) => base.change((inner) => inner.get(key)),
      put: (key, value) => base.change((inner) => inner.put(key, value)),
      delete: (key) => base.change((inner) => inner.delete(key)),
      keys: (prefix) => base.change((inner) => inner.keys(prefix)),
    };
    return { change: (work) => work(drawer) } satisfies Storage;
  },
};
/** The record is asked for anew, where a letter leaves once more. */
export const aRecordAtEachTry: Variant = {
  ...sound,
  api: (api) => {
    let n = 0;
    const call = (name: string, { body }: { body?: { requestId?: string } }) => {
      const anew = name === 'createRecord' && { requestId: `record ${n++}` };
      return api.call(name as never, { body: { ...body, ...anew } } as never);
    };
    return { call: call as unknown as Api['call'] };
  },
};
/** Whoever leaves a mail alone is content with having said so. */
export const leftAloneUnheard: Variant = {
  ...sound,
  api: (api) => {
    const call = (name: string, input: object) => {
      const answer = api.call(name as never, input as never) as Promise<unknown>;
      return name === 'leaveSent' ? answer.catch(() => ({ tracking: null, why: null })) : answer;
    };
    return { call: call as unknown as Api['call'] };
  },
};
