import { type FastifyInstance, type FastifyRequest, type FastifyServerOptions, LogController } from 'fastify';

/** Where log lines go: one JSON object a line. */
export interface LogSink {
  write(line: string): void;
}

/** A case's id is the only part of an address that may stand in the log. */
const caseIdPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An error without its message: JSON.parse and others repeat in it what they were given. */
function errorForLog(error: Error): { type: string; message: string; stack: string; [more: string]: string } {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: '',
    ...('code' in error ? { code: String(error.code) } : {}),
    ...('syscall' in error ? { syscall: String(error.syscall) } : {}),
    stack: frames.slice(0, 12).join('\n'),
  };
}

const requestForLog = (request: FastifyRequest) => ({ method: request.method, route: routeOf(request) });
const replyForLog = ({ statusCode }: { statusCode: number }) => ({ status: statusCode });

/** The pattern of the route, never the address itself. */
const routeOf = (request: FastifyRequest): string => request.routeOptions?.url ?? '-';

/** Logging that cannot say who came: no addresses, no query strings, no bodies, no headers, no messages of errors. */
export function logOptions(sink: LogSink | undefined): Pick<FastifyServerOptions, 'logger' | 'logController'> {
  return {
    logController: new LogController({ disableRequestLogging: true }),
    logger: sink
      ? {
          level: 'info',
          base: null,
          stream: sink,
          serializers: { req: requestForLog, res: replyForLog, err: errorForLog },
        }
      : false,
  };
}

/** One line for every answer: method, route, status, milliseconds, and the case where the address names one. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { caseId } = (request.params ?? {}) as { caseId?: unknown };
    request.log.info(
      {
        method: request.method,
        route: routeOf(request),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        ...(typeof caseId === 'string' && caseIdPattern.test(caseId) ? { case: caseId } : {}),
      },
      'answered',
    );
    done();
  });
}
