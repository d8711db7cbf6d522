/** Only our own pages: a sign-in that sends people on to any address would lend our name to strangers. */
export function pageToGoOnTo(wanted: string | null): string | null {
  return wanted !== null && /^\/(admin|record)\.html(\?[\w=&%.-]*)?(#[\w=&%./-]*)?$/.test(wanted) ? wanted : null;
}
