/** The words of a topic. Apart from `words`, whose lists of general words the first paint of the pane does not need. */
export const ASCII = /^[\x20-\x7e]*$/;

/** Letters and digits of a topic, in order; what stands between them is dressing that clients change. */
export function wordsOf(topic: string): readonly string[] {
  return topic.match(ASCII.test(topic) ? /[a-z0-9]+/g : /[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
