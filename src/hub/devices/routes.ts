import * as z from 'zod/mini';
import {
  type DeviceList,
  deviceList,
  type EnrolmentAnswer,
  enrolmentAnswer,
  type EnrolmentCodeAnswer,
  enrolmentCodeAnswer,
  enrolmentCodeRequest,
  enrolmentRequest,
  paths,
  PROTOCOL,
  writtenEnrolmentCode,
} from '../../protocol/index.ts';
import type { Gate } from '../accounts/gate.ts';
import type { Note } from '../audit/trail.ts';
import type { CheckedApp } from '../web/checked.ts';
import { isFromThisMachine } from '../web/guard.ts';
import { Refusal } from '../web/refusal.ts';
import type { Devices } from './devices.ts';
import type { SignedHooks } from './signed-requests.ts';
import type { Sightings } from './sightings.ts';

const deviceInAddress = z.strictObject({ deviceId: z.uuid().check(z.lowercase()) });

/** What a process of the hub's own machine is called that says no name. */
const USUAL_NAME = 'A';

/** A device that is not needed any more says so itself: what it sends is not taken from then on. */
export function leaveRoute(forDevices: CheckedApp, devices: Devices, note: Note): void {
  forDevices.post(paths.leave, { schema: {} }, async ({ device }, reply) => {
    if (device && (await devices.revoke(device.id)))
      note({ role: 'device', device: device.id, action: 'device-revoked' });
    return reply.code(204).send();
  });
}

/** Joining the hub, and what staff do about devices. */
export function deviceRoutes(
  app: CheckedApp,
  {
    devices,
    sightings,
    signed,
    gate,
    note,
  }: {
    devices: Devices;
    sightings: Sightings;
    signed: SignedHooks;
    gate: Pick<Gate, 'requiresUnlessCommand' | 'whoDid'>;
    note: Note;
  },
): void {
  app.post(
    paths.devices,
    { ...signed, schema: { body: enrolmentRequest, response: { 200: enrolmentAnswer } } },
    async (request): Promise<EnrolmentAnswer> => {
      const { code, name = USUAL_NAME } = request.body;
      const { key = '' } = request.proof ?? {};
      const enrolment =
        code !== undefined
          ? await devices.enrolByCode(code, key)
          : isFromThisMachine(request)
            ? await devices.enrolHere(name, key)
            : 'code-needed';
      request.log.info({ outcome: typeof enrolment === 'string' ? enrolment : 'enrolled' }, 'a device asked to join');
      if (typeof enrolment === 'string') return { protocol: PROTOCOL, outcome: enrolment };
      const { device, joined } = enrolment;
      if (joined) note({ role: 'device', device: device.id, action: 'device-enrolled' });
      return { protocol: PROTOCOL, outcome: 'enrolled', id: device.id, name: device.name };
    },
  );
  const onRequest = gate.requiresUnlessCommand('manage-devices');
  app.post(
    paths.enrolmentCodes,
    { onRequest, schema: { body: enrolmentCodeRequest, response: { 200: enrolmentCodeAnswer } } },
    async (request): Promise<EnrolmentCodeAnswer> => {
      const { name } = request.body;
      const made = await devices.makeCode(name);
      if (!made) return { protocol: PROTOCOL, outcome: 'name-taken' };
      note({ ...gate.whoDid(request), action: 'code-made' });
      return {
        protocol: PROTOCOL,
        outcome: 'made',
        name,
        code: writtenEnrolmentCode(made.code),
        expires: made.expires,
      };
    },
  );
  app.get(paths.devices, { onRequest, schema: { response: { 200: deviceList } } }, async (): Promise<DeviceList> => {
    const [all, seen] = await Promise.all([devices.all(), sightings.all()]);
    return {
      protocol: PROTOCOL,
      devices: all.map(({ id, name, enrolledAt, code, revokedAt }) => ({
        id,
        name,
        enrolledAt,
        by: code === undefined ? 'own-machine' : 'code',
        ...(revokedAt === undefined ? {} : { revokedAt }),
        ...seen.get(id),
      })),
    };
  });
  app.post(
    paths.revokeDevice(':deviceId'),
    { onRequest, schema: { params: deviceInAddress } },
    async (request, reply) => {
      const { deviceId } = request.params;
      if (!(await devices.revoke(deviceId))) throw new Refusal(404, 'not-found', 'There is no such device.');
      note({ ...gate.whoDid(request), device: deviceId, action: 'device-revoked' });
      return reply.code(204).send();
    },
  );
}
