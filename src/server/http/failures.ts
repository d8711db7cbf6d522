/** Whatever goes wrong in a request becomes a Problem here, and only here. */
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest, FastifySchemaValidationError } from 'fastify';
import { Problem, problem, toBody } from '../../contract/problems';
import { asProblem } from '../store/failures';
import { plainPage } from './plainPage';

/** Fastify refuses the request itself before a route sees it: a client's fault, told by its status. */
const isRefusal = (error: FastifyError) =>
  error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500;

/** Nothing, a folder, a way out of the folder of pages: for whoever asks there is nothing. */
const isNowhere = ({ statusCode }: FastifyError) => statusCode === 404 || statusCode === 403;

/** `reference` ties an unexpected failure to its line in the log. */
function toProblem(error: unknown, reference: string): Problem {
  if (error instanceof Problem) return error;
  if (!(error instanceof Error)) return problem('serverFault', null, reference);
  const known = error as FastifyError;
  if (known.validation) return problem('badInput', describeFault(known.validation[0], known.validationContext));
  if (known.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return problem('tooLarge');
  if (known.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return problem('badInput', 'The body must be application/json.');
  if (known.code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return problem('badInput', 'The body is empty.');
  if (known.code === 'FST_ERR_BAD_URL') return problem('badInput', 'The address cannot be read.');
  if (isNowhere(known)) return problem('notFound');
  if (isRefusal(known)) return problem('badInput', 'The body is not readable JSON.');
  const ofStore = asProblem(error);
  return ofStore instanceof Problem ? new Problem({ ...ofStore, reference }) : problem('serverFault', null, reference);
}

/** Names the field, never its value. */
function describeFault(fault: FastifySchemaValidationError | undefined, part = 'body'): string {
  const place = fault?.instancePath ? fault.instancePath.slice(1).replaceAll('/', '.') : `the whole ${part}`;
  if (!fault) return `${place} is not what is expected.`;
  const { requiredProperties, additionalProperties } = fault.params as Record<string, readonly string[] | undefined>;
  if (requiredProperties) return `${place} lacks ${requiredProperties.join(', ')}.`;
  if (additionalProperties) return `${place} has fields that are not known here.`;
  if (fault.keyword === 'boolean') return `${place} is not a field that is known here.`;
  return `${place} ${fault.message ?? 'is not what is expected'}.`;
}

/** Seconds: what passes by itself usually has by then (RFC 9110 section 10.2.3). */
const RETRY_AFTER = 2;

/** Answers with a Problem. What we did not foresee goes to the log with the reference that the person sees. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = toProblem(error, request.id);
  if (answer.code === 'notFound' && !(error instanceof Problem)) return answerNotFound(request, reply);
  if (answer.status >= 500 && !(error instanceof Problem)) request.log.error({ err: error }, answer.code);
  if (answer.status === 401) reply.header('www-authenticate', `Bearer error="${bearerError(answer, request)}"`);
  if (answer.status === 429 || answer.status === 503) reply.header('retry-after', answer.retryAfter ?? RETRY_AFTER);
  return reply
    .code(answer.status)
    .type('application/problem+json')
    .send(JSON.stringify(toBody(answer)));
}

/** RFC 6750 section 3.1. */
const bearerError = (answer: Problem, request: FastifyRequest) =>
  answer.code === 'tokenExpired' || request.headers.authorization ? 'invalid_token' : 'invalid_request';

/** Programs read a Problem, people a page. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const forPrograms = /^\/(api|dev)\b/.test(request.url) || !['GET', 'HEAD'].includes(request.method);
  if (forPrograms) return answerProblem(problem('notFound'), request, reply);
  const { sentence, next } = problem('notFound');
  reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  return reply.code(404).type('text/html; charset=utf-8').send(plainPage(sentence, next));
}

/** What came in was not HTTP, or hid where it ends (RFC 9112 section 11.2): there is no request to reply to, only a socket. */
export function answerUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const answer = problem('badInput', error.code === 'HPE_HEADER_OVERFLOW' ? 'The headers are too long.' : null);
  const body = JSON.stringify(toBody(answer));
  const head = `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close`;
  socket.end(`${head}\r\n\r\n${body}`);
}
