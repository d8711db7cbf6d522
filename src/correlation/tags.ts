/** Words in brackets before a subject: some tell two matters apart, some are only the mark of a list or a gateway. */
import type { Candidate, Keys } from './mail';
import { readSubject } from './subject';

const MOST = 10;
const GATEWAY = /^(?:ext|extern\w*|\**spam\**|suspected spam|caution)(?: |$)/;

/** Those that a person chose: neither a warning of a gateway nor the name of a list that the mail went to. */
export function chosenTags(tags: readonly string[], lists: readonly string[]): readonly string[] {
  if (tags.length === 0) return tags;
  return tags.slice(0, MOST).filter((tag) => !GATEWAY.test(tag) && !isNameOf(tag, lists));
}

/** `[SAtalk]` is short for spamassassin-talk@…: its letters stand there in this order. */
function isNameOf(tag: string, lists: readonly string[]): boolean {
  const letters = lists.length === 0 ? '' : tag.replace(/[ _.-]/g, '');
  return lists.some((list) => isShort(letters, list.slice(0, list.indexOf('@'))));
}

function isShort(letters: string, name: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = name.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** Both have chosen tags, and not one in common. One with and one without may be one matter: many programs drop them. */
export function differInTags({ tags, lists = [] }: Keys, candidate: Candidate): boolean {
  if (tags === undefined || !candidate.subject.includes('[')) return false;
  const theirs = chosenTags(readSubject(candidate.subject).tags, [...lists, ...(candidate.lists ?? [])]);
  return theirs.length > 0 && !theirs.some((tag) => tags.includes(tag));
}
