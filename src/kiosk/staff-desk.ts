import type { OutboxFile } from '../protocol/index.ts';
import type { CaseStorage, DeliveredCase, OutboxEntry } from '../storage/index.ts';
import {
  type Enrolment,
  type HubAccess,
  type HubClient,
  type Round,
  sealedCaseOf,
  type Sending,
  type Standing,
} from '../sync/index.ts';

/** What staff do at a kiosk between visits, behind their code: who they are, and the cases that wait for the hub. */
export interface StaffDesk {
  /** `gone`: neither the hub nor this kiosk can tell now. */
  check(code: string): Promise<'staff' | 'wrong' | 'later' | 'gone'>;
  waiting(): Promise<readonly OutboxEntry[]>;
  delivered(): Promise<readonly DeliveredCase[]>;
  /** Sends everything now; nothing where another tab is at it, or where this kiosk does not send. */
  sendNow(): Promise<Round | undefined>;
  /** All that waits in one file, sealed as it is; it stays in the outbox until the hub itself has said yes. */
  file(): Promise<{ name: string; bytes: Blob }>;
  /** How this device stands with its hub, and its name there. */
  standing(): { state: Standing; name: string };
  /** Joins the hub that answers here by a one-time code; then the page begins again. */
  enrol(code: string): Promise<Enrolment>;
}

export interface StaffDeskParts {
  hub: HubClient;
  storage: () => Promise<CaseStorage>;
  sending: () => Sending | undefined;
  /** The name of this device. */
  kiosk: () => string;
  access: HubAccess | undefined;
  restart: () => void;
  now: () => number;
}

export function staffDesk({ hub, storage, sending, kiosk: nameOf, access, restart, now }: StaffDeskParts): StaffDesk {
  return {
    check: async (code) => {
      const answer = await hub.staff(code);
      const { staffCode } = await storage();
      if (answer.ok) {
        if (answer.value === 'staff') await staffCode.remember(code);
        if (answer.value === 'wrong') await staffCode.forget(code);
        return answer.value;
      }
      if (answer.reason !== 'unreachable' && answer.reason !== 'not-enrolled') return 'gone';
      const here = await staffCode.check(code);
      return here.ok && here.value !== 'unknown' ? here.value : 'gone';
    },
    waiting: async () => orNone(await (await storage()).outbox.list()),
    delivered: async () => orNone(await (await storage()).outbox.delivered()),
    sendNow: async () => sending()?.now(),
    file: async () => {
      const { outbox } = await storage();
      const kiosk = nameOf();
      const exportedAt = new Date(now()).toISOString();
      const { cases: _cases, ...head }: OutboxFile = {
        format: 'kakanai outbox',
        version: 1,
        kiosk,
        exportedAt,
        cases: [],
      };
      // In pieces: a day of cases need not be one string in memory.
      const parts = [`${JSON.stringify(head).slice(0, -1)},"cases":[`];
      for (const { caseId } of orNone(await outbox.list())) {
        const row = await outbox.get(caseId);
        if (row.ok && row.value)
          parts.push(`${parts.length > 1 ? ',' : ''}\n${JSON.stringify(sealedCaseOf(row.value))}`);
      }
      parts.push(']}\n');
      const name = `kakanai-outbox-${kiosk}-${exportedAt.replace(/[-:]|\.\d+/g, '')}.json`;
      return { name, bytes: new Blob(parts, { type: 'application/json' }) };
    },
    standing: () => ({ state: access?.standing ?? 'new', name: nameOf() }),
    enrol: async (code) => {
      const enrolment = (await access?.enrol(code)) ?? 'unreachable';
      if (enrolment === 'enrolled') restart();
      return enrolment;
    },
  };
}

const orNone = <Row>(rows: { ok: true; value: Row[] } | { ok: false }): Row[] => (rows.ok ? rows.value : []);
