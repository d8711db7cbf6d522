import { Problem, problem } from '../contract/problems';

/** Known failures as they are; a mistake of the pane's own is told as one, with its words for the administrator. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (!(error instanceof Error)) return problem('clientRefused', String(error));
  /** webpack's name for a script that could not be fetched. */
  if (error.name === 'ChunkLoadError') return problem('offline', 'This part of the pane could not be loaded.');
  return problem('clientRefused', error.message);
}
