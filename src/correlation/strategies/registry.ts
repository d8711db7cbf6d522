import type { StrategyName } from '../match';
import { conversation } from './conversation';
import { conversationIndex } from './conversationIndex';
import { header } from './header';
import { references } from './references';
import { replyTo } from './replyTo';
import type { Strategy } from './strategy';
import { token } from './token';

/**
 * Every strategy by its name, in the order in which they outrank each other at equal strength. Does not compile while one is missing.
 * Meetings come behind them and smart matching last; both are handed in: see `Judging`.
 */
export const strategies: Readonly<Record<Exclude<StrategyName, 'smart' | 'meeting'>, Strategy>> = {
  header,
  replyTo,
  references,
  token,
  conversationIndex,
  conversation,
};
