/** What the store tells whoever runs it; pino's logger fits. Never message content. */
export interface StoreLog {
  info(sentence: string): void;
  warn(sentence: string): void;
}
