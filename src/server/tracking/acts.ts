/** What a signed-in person can have done: one act an endpoint. Both doors (http, mailbox) come through here. */
import type { Role } from '../../contract/roles';
import type { Body, EndpointName, Params, Reply } from '../../contract/endpoints';

/** The person on whose behalf something is done, as sign-in established it. Never taken from a request body. */
export interface Asker {
  readonly orgId: number;
  readonly userId: number;
  /** Normal address. */
  readonly address: string;
  readonly name: string;
  readonly role: Role;
}

export interface ActInput<N extends EndpointName> {
  readonly body: Body<N>;
  readonly params: Params<N>;
}

export type Act<N extends EndpointName> = (asker: Asker, input: ActInput<N>) => Promise<Reply<N>>;

/** Does not compile while an endpoint has no act. */
export type Acts = { readonly [N in EndpointName]: Act<N> };
