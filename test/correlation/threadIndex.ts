/** The GUID of every index here that does not ask for another. */
export const GUID = '00112233445566778899aabbccddeeff';

/** An index as Outlook builds it: 0x01, five bytes of time, GUID, five bytes a reply. */
export function index(replies: number, { first = 1, guid = GUID, extra = 0 } = {}): string {
  const header = Buffer.concat([Buffer.from([first, 0xdb, 1, 2, 3, 4]), Buffer.from(guid, 'hex')]);
  return Buffer.concat([header, Buffer.alloc(replies * 5, 7), Buffer.alloc(extra, 9)]).toString('base64');
}
