/** Reads an HTTP answer of our server: its reply, or the Problem it tells. */
import { Problem, isProblemCode, problem } from '../contract/problems';
import { misfit } from './fits';

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Keeps the status that really came: only a passing one is worth a second try. */
function badAnswer(answer: Response, detail: string): Problem {
  return new Problem({ ...problem('badAnswer', detail), status: answer.status });
}

/** Anything that is not our own Problem (a proxy's HTML page, a load balancer's 502) becomes `badAnswer`. */
export async function readProblem(answer: Response): Promise<Problem> {
  const body = (await readJson(answer)) as Readonly<Record<string, unknown>> | null;
  const code = body?.['code'];
  /** A proxy has limits of its own, often one megabyte, and says so in words of its own (RFC 9110 15.5.14). */
  if (!isProblemCode(code) && answer.status === 413) return problem('tooLarge');
  if (!isProblemCode(code)) return badAnswer(answer, `It was HTTP ${answer.status}.`);
  const known = problem(code, text(body?.['detail']), text(body?.['reference']));
  return new Problem({
    ...known,
    status: answer.status,
    sentence: text(body?.['title']) ?? known.sentence,
    next: text(body?.['next']) ?? known.next,
  });
}

/** The reply, checked against the contract; throws the Problem `badAnswer`. */
export async function readReply(answer: Response, schema: unknown): Promise<unknown> {
  const body = await readJson(answer);
  if (body === null) throw badAnswer(answer, 'It was not JSON.');
  const wrong = misfit(schema, body);
  if (wrong !== null) throw badAnswer(answer, `Its field ${wrong} is not as agreed.`);
  return body;
}

/** null where the body is no JSON object; a body that breaks off is told by the caller as a lost connection. */
async function readJson(answer: Response): Promise<object | null> {
  const raw = await answer.text();
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === 'object' ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
