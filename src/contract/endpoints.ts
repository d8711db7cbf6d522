/** Every question that can be asked of the server, for both ends and for the OpenAPI document. */
import { administration } from './administration';
import { everyday } from './everyday';
import { recordPage } from './recordPage';
import type { Static, TSchema } from './schema';
import { trying } from './trial';
import { visibility } from './visibility';

export const endpoints = { ...everyday, ...recordPage, ...administration, ...trying, ...visibility } as const;

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;
export type Reply<N extends EndpointName> = Static<Endpoints[N]['reply']>;
export type Body<N extends EndpointName> = Endpoints[N] extends { body: infer B extends TSchema }
  ? Static<B>
  : undefined;
export type Params<N extends EndpointName> = Endpoints[N] extends { params: infer P extends TSchema }
  ? Static<P>
  : undefined;
