import type { FastifyReply, FastifyRequest } from 'fastify';

/** The two things that a browser keeps of staff: their session, and a sign-in under way. */
export type CookieName = 'kakanai-staff' | 'kakanai-sign-in';

/** Cookies that end with the browser and that no script reads. */
export interface Cookies {
  read(request: FastifyRequest, name: CookieName): string | undefined;
  /** `sameSite` is `lax` only for what must survive the way back from another site's page. */
  give(reply: FastifyReply, name: CookieName, value: string, sameSite?: 'strict' | 'lax'): void;
  take(reply: FastifyReply, name: CookieName): void;
}

/** `__Host-` where there is TLS: no other host of the domain and no page without TLS can set it (RFC 6265bis). */
export function cookiesOf({ tls }: { tls: boolean }): Cookies {
  const named = (name: CookieName) => (tls ? `__Host-${name}` : name);
  const options = { path: '/', httpOnly: true, secure: tls } as const;
  return {
    read: ({ cookies }, name) => cookies[named(name)],
    give: (reply, name, value, sameSite = 'strict') =>
      void reply.setCookie(named(name), value, { ...options, sameSite }),
    take: (reply, name) => void reply.clearCookie(named(name), { ...options, sameSite: 'strict' }),
  };
}
