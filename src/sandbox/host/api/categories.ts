/** Categories of an item and of the mailbox; on a draft Outlook on the web supports none of it. */
import { changeMailbox } from '../../mailbox/world';
import { ERROR, HostError } from '../errors';
import { editItem, isCompose, itemOf, textsParam, type Call, type Calls } from './call';
import type { Category } from '../../mailbox/shapes';

export const categoryCalls: Calls = {
  157: {
    name: 'categories.getAsync',
    level: 1,
    run: (call) => {
      refuseDraft(call);
      const names = itemOf(call).categories;
      // An item without categories answers null, which real code has to live with.
      return names.length === 0
        ? null
        : names.map((displayName) => ({ displayName, color: colorOf(call, displayName) }));
    },
  },
  158: {
    name: 'categories.addAsync',
    level: 2,
    run: (call) => {
      refuseDraft(call);
      const known = new Set(master(call).map((category) => category.displayName));
      const given = textsParam(call, 'categories');
      if (given.some((name) => !known.has(name)))
        throw new HostError(ERROR.invalidCategory, 'The category is not in the master list.');
      editItem(call, (item) => ({ ...item, categories: [...new Set([...item.categories, ...given])] }));
    },
  },
  159: {
    name: 'categories.removeAsync',
    level: 2,
    run: (call) => {
      refuseDraft(call);
      const gone = new Set(textsParam(call, 'categories'));
      editItem(call, (item) => ({ ...item, categories: item.categories.filter((name) => !gone.has(name)) }));
    },
  },
  160: { name: 'masterCategories.getAsync', level: 3, run: (call) => master(call) },
  161: {
    name: 'masterCategories.addAsync',
    level: 3,
    run: (call) => {
      const given = call.params['categoryDetails'] as readonly Category[];
      const known = new Set(master(call).map((category) => category.displayName.toLowerCase()));
      if (given.some((one) => known.has(one.displayName.toLowerCase())))
        throw new HostError(ERROR.duplicateCategory, 'The category exists already.');
      write(call, (before) => [...before, ...given.map(({ displayName, color }) => ({ displayName, color }))]);
    },
  },
  162: {
    name: 'masterCategories.removeAsync',
    level: 3,
    run: (call) => {
      const gone = new Set(textsParam(call, 'categories'));
      write(call, (before) => before.filter((category) => !gone.has(category.displayName)));
    },
  },
};

function refuseDraft(call: Call): void {
  if (isCompose(call))
    throw new HostError(ERROR.notSupported, 'Outlook on the web supports no categories while composing.');
}

const master = (call: Call): readonly Category[] => call.session.mailbox().masterCategories;

const colorOf = (call: Call, name: string): string =>
  master(call).find((category) => category.displayName === name)?.color ?? 'None';

function write(call: Call, change: (before: readonly Category[]) => readonly Category[]): void {
  call.session.services.world.updateQuietly((world) =>
    changeMailbox(world, call.session.user.address, (mailbox) => ({
      ...mailbox,
      masterCategories: change(mailbox.masterCategories),
    })),
  );
}
