import { createHash, type Hash } from 'node:crypto';
import { pipeline, Transform } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NONCE_HEADER, type ProblemCode, PROOF_HEADER } from '../../protocol/index.ts';
import type { Note } from '../audit/trail.ts';
import { Refusal } from '../web/refusal.ts';
import type { Devices, EnrolledDevice } from './devices.ts';
import type { Nonces } from './nonces.ts';
import { type Proof, readProof } from './proof.ts';
import type { Sightings } from './sightings.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What a signed request proves. */
    proof?: Proof;
    /** The enrolled device that it comes from. */
    device?: EnrolledDevice;
    /** What came of the body so far. */
    bodyHash?: Hash;
  }
}

/** How often a device that was revoked is written into the audit trail. */
const NOTED_EVERY = 3600_000;

/** Hooks of routes that take signed requests only. */
export interface SignedHooks {
  onRequest: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  preParsing: (request: FastifyRequest, reply: FastifyReply, payload: NodeJS.ReadableStream) => Promise<Transform>;
  preValidation: (request: FastifyRequest) => Promise<void>;
}

/** A request signed by some key, fresh, sent once, and with the body that was signed. */
export function signedBySomebody(nonces: Nonces): SignedHooks {
  return {
    onRequest: async (request, reply) => {
      void reply.header(NONCE_HEADER, nonces.current());
      const proof = await readProof(request.headers[PROOF_HEADER.toLowerCase()], {
        method: request.method,
        host: request.host,
        path: request.url.split('?', 1)[0] ?? '',
      });
      if (!proof) throw unproven(reply, 'bad-proof', 'This is for signed requests only, and it is not signed.');
      const taken = nonces.use(proof.nonce, proof.id);
      if (taken === 'stale') throw unproven(reply, 'use-dpop-nonce', 'Sign it anew with the nonce of this answer.');
      if (taken === 'repeated') throw unproven(reply, 'bad-proof', 'This proof came before.');
      request.proof = proof;
    },
    preParsing: async (request, _reply, payload) => {
      const hash = (request.bodyHash = createHash('sha256'));
      const passing = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk);
          done(null, chunk);
        },
      });
      return pipeline(payload, passing, () => undefined); // whoever reads it is told of a fault
    },
    preValidation: async ({ bodyHash, proof }) => {
      if ((bodyHash ?? createHash('sha256')).digest('base64url') !== proof?.body)
        throw new Refusal(401, 'bad-proof', 'The body is another one than was signed.');
    },
  };
}

/** The same, from a device that is enrolled here and was not revoked. */
export function signedByDevice(
  nonces: Nonces,
  {
    devices,
    sightings,
    note,
    now,
  }: { devices: Pick<Devices, 'withKey'>; sightings: Sightings; note: Note; now: () => Date },
): SignedHooks {
  const signed = signedBySomebody(nonces);
  const noted = new Map<string, number>();
  return {
    ...signed,
    onRequest: async (request, reply) => {
      await signed.onRequest(request, reply);
      const { proof } = request;
      const device = proof && (await devices.withKey(proof.key));
      if (!proof || !device) throw new Refusal(401, 'device-unknown', 'This device is not enrolled at this hub.');
      const time = now().getTime();
      if (device.revokedAt !== undefined) {
        if (time - (noted.get(device.id) ?? -Infinity) >= NOTED_EVERY) {
          noted.set(device.id, time);
          note({ role: 'device', device: device.id, action: 'device-refused' });
        }
        throw new Refusal(403, 'device-revoked', 'The enrolment of this device was revoked.');
      }
      sightings.seen(device.id, proof.issuedAt * 1000 - time);
      request.device = device;
    },
  };
}

/** 401 as RFC 9449 §7.1 and §9 write it. */
function unproven(reply: FastifyReply, code: ProblemCode & ('bad-proof' | 'use-dpop-nonce'), message: string): Refusal {
  const error = code === 'use-dpop-nonce' ? 'use_dpop_nonce' : 'invalid_dpop_proof';
  void reply.header('www-authenticate', `DPoP error="${error}", algs="ES256"`);
  return new Refusal(401, code, message);
}
