/** Names of settings as the page calls them. */
import { fieldWords, type Field } from './draft';

/** A layout is three fields of the form. */
const LAYOUT = 'Token layout';

export const nameInWords = (name: string): string =>
  name === 'token' ? LAYOUT : Object.hasOwn(fieldWords, name) ? fieldWords[name as Field] : name;

export const namesInWords = (names: readonly string[]): string => names.map(nameInWords).join(', ');
