/** The rules of smart matching by the name an administrator gives them. */
import { dynamicsStrategy } from './dynamics';
import { smart } from './smart';
import type { Strategy } from './strategy';

export const smartRules: Readonly<Record<'threadmark' | 'dynamics', Strategy>> = {
  threadmark: smart,
  dynamics: dynamicsStrategy(),
};
