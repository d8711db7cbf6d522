/** Which words of a subject are counted: what nearly every thread of an organisation is called proves little. */
import type { Keys } from './mail';
import { wordsOf } from './wordsOf';

/** Threads that are counted: what an organisation writes about changes. */
export const NEWEST_THREADS = 1000;
const MOST = 40;

/** The words of a subject, each once, bounded: what is kept of one that begins a thread. */
export const subjectWords = (topic: string): readonly string[] => [...new Set(wordsOf(topic))].slice(0, MOST);

/** What to ask for. */
export const askedWords = ({ topic, formerTopic }: Keys): readonly string[] =>
  subjectWords(formerTopic === undefined ? topic : `${topic} ${formerTopic}`);
