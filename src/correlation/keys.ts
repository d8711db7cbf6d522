import type { Key, Keys, Mail } from './mail';
import type { StrategyName } from './match';
import type { TokenLayout } from './policy';
/** Mail -> Keys. */
export function extractKeys(mail: Mail): Keys {
  return {
    kind: mail.kind, direction: mail.direction, messageId: mail.messageId ?? 'surrogate:none', aliases: [], inReplyTo: [], references: [], returned: [],
    attached: [], conversationIndex: null, conversation: mail.conversation, tokens: [], mailKind: 'opener', automatic: null, topic: mail.subject.toLowerCase(),
    from: mail.from?.address ?? null, recipients: mail.to.map((p) => p.address), sentAt: mail.sentAt, remarks: [],
  };
}
/** What to ask a store for. */
export function askedKeys(keys: Keys): Key[] {
  return [{ kind: 'id', value: keys.messageId }];
}
/** What a tracked mail stores. */
export function storedKeys(keys: Keys, _layouts: readonly TokenLayout[]): Key[] {
  return [{ kind: 'id', value: keys.messageId }];
}
/** Ids learned when another strategy linked: stored as aliases of the matched activity. */
export function learnedAliases(_keys: Keys, _matchedStrategy: StrategyName): string[] {
  return [];
}
