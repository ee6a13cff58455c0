import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod/mini';
import type { Problem, ProblemCode } from '../../protocol/index.ts';

/** Thrown by a route to refuse a request: HTTP status, the word for the device, the sentence for whoever runs it. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: ProblemCode;

  constructor(status: number, code: ProblemCode, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A request that does not follow its schema. */
export class SchemaRefusal extends Error {
  readonly issues: readonly z.core.$ZodIssue[];

  constructor(issues: readonly z.core.$ZodIssue[]) {
    super('The request does not follow the protocol.');
    this.issues = issues;
  }
}

const byFastifyCode: Record<string, [number, ProblemCode, string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'too-large', 'The body is larger than this address takes.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'unsupported-media-type', 'Send application/json.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'not-json', 'The body is not JSON.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'not-json', 'The body is empty.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'bad-request', 'The body has another length than was said.'],
  FST_ERR_BAD_URL: [400, 'bad-request', 'This address cannot be read.'],
};

/** Status and body for anything that was thrown. Nothing of the request is repeated in them. */
export function refusalOf(error: unknown): { status: number; problem: Problem } {
  if (error instanceof Refusal) return { status: error.status, problem: { error: error.code, message: error.message } };
  if (error instanceof SchemaRefusal) {
    const [first] = error.issues;
    const where = first?.path.map(String).join('.') ?? '';
    return where === 'protocol'
      ? { status: 400, problem: { error: 'unsupported-protocol', message: 'This hub speaks protocol 1.' } }
      : { status: 400, problem: { error: 'bad-request', message: `${where || 'The request'}: ${what(first)}.` } };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = byFastifyCode[code];
  if (known) return { status: known[0], problem: { error: known[1], message: known[2] } };
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500)
    return { status, problem: { error: 'bad-request', message: 'The request cannot be read.' } };
  return { status: 500, problem: { error: 'internal', message: 'The hub failed. Its log says where.' } };
}

/** What is wrong, without the value: zod's own words repeat unknown keys. */
function what(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'unrecognized_keys') return 'has a key that is not known here';
  if (issue?.code === 'invalid_type') return `must be of type ${issue.expected}`;
  if (issue?.code === 'too_big') return 'is too long or too large';
  if (issue?.code === 'too_small') return 'is too short or too small';
  return 'does not have the right form';
}

/** Answers with `{ error, message }`, and logs what is no fault of the request. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const { status, problem } = refusalOf(error);
  if (status >= 500) request.log.error({ err: error }, 'failed');
  else request.log.info({ refused: problem.error }, 'refused');
  void reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8').send(problem);
}
