import type { FastifyRequest } from 'fastify';
import { deviceKey, type HubDescription, hubDescription, NONCE_HEADER, paths, PROTOCOL } from '../../protocol/index.ts';
import type { Nonces } from '../devices/index.ts';
import type { CheckedApp } from '../web/checked.ts';
import { caseInAddress } from '../web/case-in-address.ts';
import { onlyFromThisMachine } from '../web/guard.ts';
import { Refusal } from '../web/refusal.ts';
import type { DeviceKeys } from './device-keys.ts';
import type { HubKeys } from './hub-keys.ts';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** What devices need to know of the hub, and the keys of cases at rest. */
export function keyRoutes(
  app: CheckedApp,
  hub: { keys: HubKeys; deviceKeys: DeviceKeys; municipality: string; demo: boolean; nonces: Nonces },
): void {
  app.get(
    paths.hub,
    { schema: { response: { 200: hubDescription } } },
    async (_request, reply): Promise<HubDescription> => {
      void reply.header(NONCE_HEADER, hub.nonces.current());
      return {
        protocol: PROTOCOL,
        municipality: hub.municipality,
        demo: hub.demo,
        contentKey: { id: hub.keys.content.id, key: base64(hub.keys.content.raw) },
        sealingKey: {
          id: hub.keys.sealing.id,
          suite: { kem: 0x0010, kdf: 0x0001, aead: 0x0002 },
          key: base64(hub.keys.sealing.raw),
        },
      };
    },
  );

  const address = paths.deviceKey(':caseId');
  const onRequest = async (request: FastifyRequest) => onlyFromThisMachine(request);
  const schema = { params: caseInAddress, response: { 200: deviceKey } };
  app.put(address, { onRequest, schema }, async ({ params }) => ({
    protocol: PROTOCOL,
    key: await hub.deviceKeys.make(params.caseId),
  }));
  app.get(address, { onRequest, schema }, async ({ params }) => {
    const key = await hub.deviceKeys.get(params.caseId);
    if (key === undefined) throw new Refusal(404, 'not-found', 'There is no key for this case.');
    return { protocol: PROTOCOL, key };
  });
  app.delete(address, { onRequest, schema: { params: caseInAddress } }, async ({ params }, reply) => {
    await hub.deviceKeys.destroy(params.caseId);
    return reply.code(204).send();
  });
}
