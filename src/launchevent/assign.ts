/** What the compiler copies objects with. Every runtime of Outlook knows this one (ECMAScript 2015); its own brings a substitute. */
export const _ = Object.assign;
