/** A subject with its token: what whoever writes one needs. */
import type { TokenLayout } from './policy';

/**
 * Subject plus token within `limit` UTF-16 units: shortens the subject, never the token, and never through a character
 * that people see as one. A subject in which this token stands already stays as it is. Outlook refuses to write more
 * than 255 (`Subject.setAsync`), however much the mail server takes.
 */
export function writeToken(subject: string, token: string, limit = 255): string {
  const text = subject.trimEnd();
  const [, ...behind] = text.split(token);
  if (behind.some((rest) => !/^\d/.test(rest)) && text.length <= limit) return text;
  const room = Math.min(limit, 255) - token.length - 1;
  const kept = text.length <= room ? text : shorten(text, room);
  return kept === '' ? token : `${kept} ${token}`;
}

/** The token that stands in a subject already, as it is written there; null where none does. For where there is no engine. */
export function subjectToken(subject: string, layouts: readonly TokenLayout[]): string | null {
  for (const { prefix, userDigits, counterDigits } of layouts) {
    const found = new RegExp(`${prefix.replace(/\W/g, '\\$&')}[01]\\d{${userDigits + counterDigits}}(?!\\d)`).exec(
      subject,
    );
    if (found) return found[0];
  }
  return null;
}

/**
 * What belongs to the character before it: marks, joiners and selectors, skin tones. Written as text, because the engine of
 * classic Outlook before version 2403 (ES2016) could not even parse property escapes; there, marks may be cut off.
 */
const GLUED = '^(?:\\p{M}|\\p{Default_Ignorable_Code_Point}|\\p{Emoji_Modifier})';

function isGlued(text: string): boolean {
  try {
    return new RegExp(GLUED, 'u').test(text);
  } catch {
    return false;
  }
}

function shorten(text: string, room: number): string {
  let end = Math.max(0, room - 1);
  while (end > 0 && splitsCharacter(text, end)) end--;
  return end === 0 ? '' : `${text.slice(0, end).trimEnd()}…`;
}

function splitsCharacter(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  if (before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff) return true;
  return before === 0x200d || isGlued(text.slice(at, at + 2)) || isFlagHalf(text, at);
}

/** Flags are pairs of regional indicators; the cut must fall on an even one. */
function isFlagHalf(text: string, at: number): boolean {
  let indicators = 0;
  for (let i = at; i >= 2 && isIndicator(text, i - 2); i -= 2) indicators++;
  return indicators % 2 === 1 && isIndicator(text, at);
}

function isIndicator(text: string, at: number): boolean {
  const point = Number(text.codePointAt(at));
  return point >= 0x1f1e6 && point <= 0x1f1ff;
}
