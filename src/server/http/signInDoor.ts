/** Tells our pages how people sign in at the issuers of this deployment. */
import type { FastifyInstance } from 'fastify';
import { problem } from '../../contract/problems';
import { Nullable, Shape, Type, type Static } from '../../contract/schema';
import { discover, type RealIssuer } from './realIssuers';

export interface SignInDoor {
  readonly places: SignInPlaces;
  readonly clientId: string;
  readonly scope: string;
}

const PlaceSchema = Shape({
  issuer: Type.String(),
  authorize: Type.String(),
  token: Type.String(),
  tenant: Nullable(Type.String()),
});
const Reply = Shape({ clientId: Type.String(), scope: Type.String(), places: Type.Array(PlaceSchema) });

type Place = Static<typeof PlaceSchema>;

export interface SignInPlaces {
  /** Issuers that are away are left out; they are asked again the next time. */
  readonly read: () => Promise<readonly Place[]>;
  /** Where pages trade codes for tokens, as far as that is known. */
  readonly origins: () => readonly string[];
}

export function makeSignInPlaces(issuers: readonly RealIssuer[]): SignInPlaces {
  const known = new Map<string, Place>();
  const find = async (issuer: RealIssuer) => {
    const place = known.get(issuer.issuer) ?? (await readPlace(issuer));
    known.set(issuer.issuer, place);
    return place;
  };
  return {
    read: async () => {
      const found = await Promise.allSettled(issuers.map(find));
      return found.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    },
    origins: () => {
      const addresses = issuers.map(({ issuer }) => known.get(issuer)?.token ?? issuer);
      return [...new Set(addresses.map((address) => new URL(address).origin))];
    },
  };
}

export function addSignInDoor(app: FastifyInstance, { places, clientId, scope }: SignInDoor): void {
  app.get('/signin.json', {
    config: { callers: 'anybody' },
    schema: { summary: 'How people sign in here', response: { 200: Reply } },
    handler: async () => {
      const found = await places.read();
      if (found.length === 0) throw problem('serverFault', 'The sign-in service cannot be reached.');
      return { clientId, scope, places: found };
    },
  });
}

/** Microsoft's are documented and the same for each tenant: nothing has to be asked. */
async function readPlace({ issuer, tenant }: RealIssuer): Promise<Place> {
  if (tenant !== null) {
    const base = `https://login.microsoftonline.com/${tenant}/oauth2/v2.0`;
    return { issuer, authorize: `${base}/authorize`, token: `${base}/token`, tenant };
  }
  const { authorization_endpoint: authorize, token_endpoint: token } = await discover(issuer);
  if (typeof authorize !== 'string' || typeof token !== 'string') throw new Error('no endpoints');
  return { issuer, authorize, token, tenant };
}
