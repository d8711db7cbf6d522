import type { TSchema } from './schema';

/** One question that can be asked of the server. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** `{name}` stands for a path parameter. */
  readonly path: string;
  readonly params?: TSchema;
  readonly body?: TSchema;
  readonly reply: TSchema;
}
