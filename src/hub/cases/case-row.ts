import type { Insertable } from 'kysely';
import type { CaseReceived } from '../../protocol/index.ts';
import type { Cases } from '../database/tables.ts';
import type { Envelope } from './delivery.ts';

/** The channel on which the id of every case that arrived is said to all hubs. */
export const CASE_ARRIVED = 'kakanai_case_arrived';

/** The row of a case that was just received: nothing of it says who came. */
export const caseRow = ({ receivedAt, digest }: CaseReceived, envelope: Envelope): Insertable<Cases> => ({
  id: envelope.case,
  receipt: envelope.receipt ?? null,
  events: JSON.stringify(envelope.events),
  ended: envelope.ended,
  prepared_at: envelope.preparedAt,
  received_at: receivedAt,
  digest,
  content: null,
  state: 'received',
  state_at: receivedAt,
});
