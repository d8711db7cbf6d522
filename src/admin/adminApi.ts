import type { Api } from '../client/api';
import type { EndpointName, Reply } from '../contract/endpoints';

/** These pages may ask everything, as far as their reader's role allows. */
export type AdminApi = Api<EndpointName>;

/** What each page of administration is given. */
export interface SectionProps {
  readonly api: AdminApi;
  readonly me: Reply<'me'>;
}
