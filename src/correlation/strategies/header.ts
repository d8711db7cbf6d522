import type { Strategy } from './strategy';

/** Our own signed header. Nothing signs one yet, so none is believed: an outsider can write any header (case 20). */
export const header: Strategy = () => [];
