import type { FastifyRequest } from 'fastify';

/** Under which address browsers see the hub. */
export interface Origin {
  /** `https://hub.example` */
  origin: string;
  /** To whom a passkey belongs (WebAuthn: RP ID): the host without its port. */
  host: string;
  tls: boolean;
}

/** A fixed address where one was named; else the one under which this request came, without TLS. */
export function originOf(fixed: string | undefined, { headers }: FastifyRequest): Origin {
  const url = new URL(fixed ?? `http://${headers.host ?? 'localhost'}`);
  return { origin: url.origin, host: url.hostname, tls: url.protocol === 'https:' };
}
