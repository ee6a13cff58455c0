import * as z from 'zod/mini';
import { fail, ok, type Result } from '../basics/index.ts';
import { type Action, action } from '../case/index.ts';
import { type Bytes, bytesOf, textOf } from './cryptography.ts';
import type { Unopened } from './encryption.ts';
import { DRAFT_FORMAT, openDraft } from './sealed-draft.ts';
import { type OpeningKeys, openSealed, type PublicKey, sealTo } from './sealing.ts';

/** How a case left its device: `prepared` to its end, or `left` behind and locked away for staff to resume. */
const endings = z.enum(['prepared', 'left']);
export type Ended = z.infer<typeof endings>;

const contents = z.object({
  format: z.literal(1),
  case: z.uuid(),
  ended: endings,
  lost: z.optional(z.int().check(z.positive())),
  actions: z.array(z.unknown()),
});
type Contents = z.infer<typeof contents>;
const infoOf = (caseId: string) => bytesOf(`kakanai case 1 ${caseId}`);

/**
 * A whole case, sealed so that only the hub reads it. It opens under no other case id. `lost` counts actions that the
 * device had stored and could no longer read.
 */
export function sealCase(
  to: PublicKey,
  caseId: string,
  { ended, actions, lost }: { ended: Ended; actions: readonly Action[]; lost: number },
): Promise<Bytes> {
  const whole: Contents = { format: 1, case: caseId, ended, actions: [...actions], ...(lost > 0 && { lost }) };
  return sealTo(to, bytesOf(JSON.stringify(whole)), infoOf(caseId));
}

export interface OpenedCase {
  ended: Ended;
  actions: Action[];
  /** Actions from the first one on that this version cannot read, as they came: a person has to look at them. */
  unread: unknown[];
  /** How many actions its device had stored and could no longer read. */
  lost: number;
}

/** Opens a case that was sealed to this key, or a draft of it that was packed for this key. */
export async function openSealedCase(
  as: OpeningKeys,
  caseId: string,
  sealed: Uint8Array,
): Promise<Result<OpenedCase, Unopened | 'other-key'>> {
  if (sealed[0] === DRAFT_FORMAT) {
    const draft = await openDraft(as, caseId, sealed);
    if (!draft.ok) return draft;
    return ok({ ended: 'left', ...known(draft.value.actions.map(parsed)), lost: draft.value.lost });
  }
  const opened = await openSealed(as, sealed, infoOf(caseId));
  if (!opened.ok) return opened;
  const read = contents.safeParse(parsed(opened.value));
  if (!read.success || read.data.case !== caseId) return fail('unknown-format');
  const { ended, lost = 0 } = read.data;
  return ok({ ended, ...known(read.data.actions), lost });
}

/** The actions that this version knows, up to the first that it does not. */
function known(all: readonly unknown[]): Pick<OpenedCase, 'actions' | 'unread'> {
  const actions: Action[] = [];
  for (const one of all) {
    const read = action.safeParse(one);
    if (!read.success) break;
    actions.push(read.data);
  }
  return { actions, unread: all.slice(actions.length) };
}

function parsed(bytes: Bytes): unknown {
  try {
    return JSON.parse(textOf(bytes) ?? '');
  } catch {
    return undefined;
  }
}
