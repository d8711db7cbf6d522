/** What a numbered series is about. Apart from `series`: the first paint of the pane does without this list. */
import { wordsOf } from './wordsOf';

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
