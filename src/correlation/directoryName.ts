/**
 * Exchange names people of its own directory by where they stand in it (MS-OXOABK 2.2.1.1), and Outlook hands that over in the place of
 * an address (office-js issues 1250, 2590, 3701); a gateway wraps it up as `IMCEAEX-_O=…@` (MS-OXCMAIL 2.1.3.1). Nobody is reached or known by it.
 */
export const isDirectoryName = (address: string): boolean => /^\s*(\w+:)?\/o=|^\s*imceaex-/i.test(address);
