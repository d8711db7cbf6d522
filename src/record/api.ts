/** What the pages of records may ask. */
import type { Api as AnyApi } from '../client/api';
import type { everyday } from '../contract/everyday';
import type { recordPage } from '../contract/recordPage';

export type Api = AnyApi<keyof typeof everyday | keyof typeof recordPage>;
