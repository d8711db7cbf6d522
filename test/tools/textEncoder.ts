/** jsdom leaves out what every browser has and the schema library needs. Import this first. */
import { TextDecoder, TextEncoder } from 'node:util';

Object.assign(globalThis, { TextDecoder, TextEncoder });
