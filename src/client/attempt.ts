import { Problem, problem } from '../contract/problems';

/** A known failure as a value, those of the browser's storage among them; bugs fly on. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | Problem> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) return error;
    if (error instanceof DOMException) return ofStorage(error);
    throw error;
  }
}

/** The names are those of the IndexedDB standard. */
const ofStorage = ({ name, message }: DOMException) =>
  problem(name === 'QuotaExceededError' ? 'storageFull' : 'storageAway', message || null);
