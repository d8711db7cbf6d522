/** Topics of one numbered series. */
import { wordsOf } from './words';

const NUMBERED = /^\[([^[\]]{0,60}?) ?\b\d{1,3}\/(\d{1,3})\]/;

/** `[offer v2 3/7] windows` is one of the series `offer v2 *\/7`; null where nothing is numbered. No word holds these signs. */
export function seriesOf(topic: string): string | null {
  const numbered = NUMBERED.exec(topic);
  return numbered ? `${numbered[1]} */${numbered[2]}`.trimStart() : null;
}

export const isSeries = (value: string) => value.includes('*/');

/** Say that a mail is one of several, and nothing of what. */
const NO_NAMES = `
patch patches rfc resend resent part parts piece pt set sets batch batches series mail email message no nr number of lot file files page pages photo photos
teil teile stück folge serie reihe paket mail nachricht datei seite bild bilder lieferung partie parties série lot envoi fichier page photo
parte partes serie lote envío archivo página foto correo parti lotto invio pagina messaggio deel delen reeks bericht bestand
del delar serie fil sida bild osa erä część seria plik díl část série rész sorozat parça bölüm часть серия файл письмо частина μέρος
`;
const noNames: ReadonlySet<string> = new Set(NO_NAMES.split(/\s+/));

/** The words before its numbers that name it; empty where none does. */
export const seriesName = (series: string) =>
  wordsOf(series.slice(0, series.indexOf('*/')))
    .filter((word) => !noNames.has(word))
    .join(' ');
