/** A draft is begun, or its recipients change: it gets its mark at once, because telephones have no event when it is sent. */
import { readSendingRule } from '../client/sendingRule';
import { holdStamp } from '../outlook/stamp';
import { openItem } from '../outlook/openItem';
import type { Doors } from './doors';
import { freshStamp } from './planned';

export async function onCompose({ calls, options, storage, mint }: Doors): Promise<void> {
  const open = openItem();
  if (open.is !== 'draft') return;
  const kept = storage && (await storage.change(readSendingRule).catch(() => null));
  if (kept && (kept.rule.autoTrack === 'off' || !kept.rule.wanted)) return; // nobody wants it: it carries nothing
  const held = await holdStamp(open.item, { calls, options });
  if (held.stamp === null) await held.write(freshStamp(mint));
}
