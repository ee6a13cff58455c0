import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from './refusal.ts';

/** Requests a minute from one address, whatever they ask: what runs wild is slowed down, a busy office is not. */
const MOST = 60_000;
/** Requests about signing in, a minute and an address. Signing in takes two of them. */
const MOST_SIGN_IN = 30;
/** Failed tries to sign in to one account in five minutes; then it is left alone until they are over. */
const MOST_FAILED = 5;

/** Limits that this process counts; several hubs of a city count each for itself. */
export interface Limits {
  /** For `onRequest` of routes about signing in. */
  signIn: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  /** Throws where too many tries for this account failed. */
  stillOpen: (request: FastifyRequest, reply: FastifyReply, account: string) => Promise<void>;
  /** One more failed. */
  failed: (request: FastifyRequest, account: string) => Promise<void>;
}

/** Limits everything by address from now on, and gives the narrower limits for signing in. */
export async function limitsOf(app: FastifyInstance): Promise<Limits> {
  await app.register(rateLimit, { global: false });
  const minute = 60_000;
  const everything = app.createRateLimit({ max: MOST, timeWindow: minute });
  const signIn = app.createRateLimit({ max: MOST_SIGN_IN, timeWindow: minute });
  const accounts = new WeakMap<FastifyRequest, string>();
  const failing = app.createRateLimit({
    max: MOST_FAILED,
    timeWindow: 5 * minute,
    keyGenerator: (request) => accounts.get(request) ?? '',
  });
  type Count = Awaited<ReturnType<typeof everything>>;
  const refuse = (count: Count, reply: FastifyReply, over: (count: Exclude<Count, { isAllowed: true }>) => boolean) => {
    if (count.isAllowed || !over(count)) return;
    void reply.header('retry-after', count.ttlInSeconds);
    throw new Refusal(429, 'too-many', 'Too many requests. Wait as long as the header Retry-After says.');
  };
  app.addHook('onRequest', async (request, reply) =>
    refuse(await everything(request), reply, ({ isExceeded }) => isExceeded),
  );
  return {
    signIn: async (request, reply) => refuse(await signIn(request), reply, ({ isExceeded }) => isExceeded),
    stillOpen: async (request, reply, account) => {
      accounts.set(request, account);
      refuse(await failing(request, { increment: false }), reply, ({ remaining }) => remaining === 0);
    },
    failed: async (request, account) => {
      accounts.set(request, account);
      await failing(request);
    },
  };
}
