/** How far each way of finding a record can be trusted, as we measured it, in a sentence. */
import { accuracy, type Measured } from '../correlation/accuracy';
import type { Field } from './settingWords';

const count = (number: number) => number.toLocaleString('en');
const share = ({ right, of }: Measured) => `${count(right)} of ${count(of)}`;

const { headers, tokens, tokensByChance, smartAutomatic, smartSuggested, dynamics, archives, mails } = accuracy;
const where = `in ${archives} public archives with ${count(mails)} mails`;

export const accuracyOf: { readonly [F in Field]?: string } = {
  useCorrelation: `Nearly certain: ${share(headers)} links were right ${where}.`,
  useTokens: `Certain where the token is: ${share(tokens)} were read, whatever was done to them on their way, and ${share(tokensByChance)} mails without a token seemed to have one.`,
  useFolders: 'Certain: whoever moves a mail into a folder has decided.',
  useCategories: 'Certain that it is tracked: a person has decided. Its record is found in the ways above.',
  smartMatching: `Less certain: ${share(smartAutomatic)} automatic links were right ${where}, and ${share(smartSuggested)} with its suggestions.`,
  smartRule: `By Dynamics’ own rule ${share(dynamics)} links were right ${where}, and it joins mails of one subject that have nothing to do with each other.`,
};
