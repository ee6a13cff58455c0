import { appendToTrail } from '../audit/trail.ts';
import type { HouseholdAnswer } from '../../protocol/index.ts';
import type { Database } from '../database/index.ts';

/** One question to a register, without anything that was answered and without whom it was about. */
export interface Inquiry {
  case: string;
  /** The enrolled device that asked; without it the hub did. */
  device?: string | undefined;
  source: 'register' | 'certificate';
  events: readonly string[];
  /** Which facts were asked for. */
  facts: readonly string[];
  /** How many were asked for that may not come from there. */
  refused: number;
  outcome: HouseholdAnswer['outcome'];
}

/** Writes down who asked a register for what (照会の記録). */
export type RecordInquiry = (inquiry: Inquiry) => Promise<void>;

/** Into the table `register_inquiries`, whose rows only grow, and into the audit trail. Resolves when the row is written. */
export const inquiriesIn =
  (opening: Promise<Database>, now: () => Date): RecordInquiry =>
  async (inquiry) => {
    const askedAt = now().toISOString();
    const database = await opening;
    await database.transaction().execute(async (within) => {
      await within
        .insertInto('register_inquiries')
        .values({
          asked_at: askedAt,
          case_id: inquiry.case,
          source: inquiry.source,
          events: JSON.stringify(inquiry.events),
          facts: JSON.stringify(inquiry.facts),
          refused: inquiry.refused,
          outcome: inquiry.outcome,
        })
        .execute();
      await appendToTrail(within, {
        at: askedAt,
        device: inquiry.device,
        role: inquiry.device === undefined ? 'hub' : 'device',
        action: `${inquiry.source}-asked`,
        case: inquiry.case,
      });
    });
  };
