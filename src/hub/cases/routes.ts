import { caseReceived, paths, SEALED_LIMIT, type SealedCase, sealedCase } from '../../protocol/index.ts';
import { sealedFor } from '../../sealing/index.ts';
import { caseInAddress } from '../web/case-in-address.ts';
import type { CheckedApp } from '../web/checked.ts';
import { Refusal } from '../web/refusal.ts';
import type { CaseStore, StoreRefusal } from './case-store.ts';

const refusals: Record<StoreRefusal, [number, string]> = {
  'different-case': [409, 'Another case came under this id.'],
  'storage-full': [507, 'The disk of the hub is full. Keep the case and send it again later.'],
  'not-stored': [503, 'The hub could not write it down. Keep the case and send it again later.'],
};

/** Taking in sealed cases, and telling where one is. */
export function caseRoutes(
  app: CheckedApp,
  store: CaseStore,
  keyId: string,
  /** Told of every delivery. */
  delivered: (outcome: 'new' | 'repeated' | StoreRefusal) => void,
  /** Called behind the yes for every case that is new; what it throws is logged. */
  received: (sealed: SealedCase, device: string | undefined) => Promise<object | undefined> = async () => undefined,
): void {
  const accepted = { body: sealedCase, response: { 200: caseReceived, 201: caseReceived } };
  app.post(paths.cases, { bodyLimit: SEALED_LIMIT + 16_384, schema: accepted }, async (request, reply) => {
    const meant = sealedFor(Buffer.from(request.body.sealed, 'base64'));
    if (!meant.ok || Buffer.from(meant.value).toString('hex') !== keyId)
      throw new Refusal(422, 'other-key', 'This hub could never open it: it is not sealed to its key.');
    const kept = await store.keep(request.body);
    delivered(kept.ok ? (kept.value.repeated ? 'repeated' : 'new') : kept.reason);
    if (!kept.ok) {
      const [status, message] = refusals[kept.reason];
      request.log.warn({ case: request.body.case, refused: kept.reason }, 'case not taken');
      throw new Refusal(status, kept.reason, message);
    }
    const { repeated, ...yes } = kept.value;
    request.log.info({ case: yes.case, repeated }, 'case received');
    if (!repeated)
      void received(request.body, request.device?.id).then(
        (check) => check && request.log.info({ case: yes.case, ...check }, 'case checked against the register'),
        (err: unknown) => request.log.error({ err, case: yes.case }, 'a case could not be checked'),
      );
    return reply.code(repeated ? 200 : 201).send(yes);
  });
  app.get(
    paths.caseStatus(':caseId'),
    { schema: { params: caseInAddress, response: { 200: caseReceived } } },
    async (request) => {
      const stored = await store.status(request.params.caseId);
      if (!stored) throw new Refusal(404, 'not-found', 'This case is not here.');
      return stored;
    },
  );
}
