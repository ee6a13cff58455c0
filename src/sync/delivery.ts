import { caseReceived, type CaseReceived, paths, PROTOCOL, type SealedCase, sealedText } from '../protocol/index.ts';
import type { OutboxRow } from '../storage/index.ts';

/** What came of sending one case. `code`: a short word for staff and logs, nothing personal. */
export type Delivery =
  | { outcome: 'received'; yes: CaseReceived }
  /** Nobody answers, or somebody who is not the hub (a sign-in page of a foreign network). */
  | { outcome: 'offline'; code: string }
  /** The hub is there and cannot take it just now. */
  | { outcome: 'busy'; code: string }
  /** The hub wants to know first who this kiosk is. */
  | { outcome: 'sign-in'; code: string }
  /** The hub will never take it as it is: a person has to look. */
  | { outcome: 'refused' | 'conflict'; code: string };

/** How long the hub may take for one case, in milliseconds. */
const PATIENCE = 30_000;

/** Sends one case. Sent again with the same bytes, it is at the hub once all the same. Never rejects. */
export async function deliver(send: typeof fetch, base: string, sealed: SealedCase): Promise<Delivery> {
  let response: Response;
  let answer: unknown;
  try {
    response = await send(base + paths.cases, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sealed),
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    answer = await response.json().catch(() => undefined);
  } catch {
    return { outcome: 'offline', code: 'no-answer' };
  }
  if (response.ok) return accepted(sealed, answer);
  return { outcome: outcomeOf(response.status, answer), code: codeOf(answer) ?? `http-${response.status}` };
}

/** A yes counts when it is about this case and these bytes. */
async function accepted(sealed: SealedCase, answer: unknown): Promise<Delivery> {
  const yes = caseReceived.safeParse(answer);
  if (!yes.success) return { outcome: 'offline', code: 'not-the-hub' };
  const mine = await digestOf(sealed);
  if (yes.data.case !== sealed.case || yes.data.digest !== mine) return { outcome: 'conflict', code: 'other-bytes' };
  return { outcome: 'received', yes: yes.data };
}

function outcomeOf(status: number, answer: unknown): 'offline' | 'busy' | 'sign-in' | 'refused' | 'conflict' {
  if (status === 401 || status === 403) return 'sign-in';
  if (status === 409) return 'conflict';
  if (status >= 500 || [408, 425, 429].includes(status)) return 'busy';
  // One of the two was brought up to date first: when the other is, it is taken.
  if (codeOf(answer) === 'unsupported-protocol') return 'busy';
  // What refuses a case says so in the hub's own words; anything else in between is not the hub.
  return codeOf(answer) === undefined || status === 404 ? 'offline' : 'refused';
}

/** The hub's word for a refusal (`problemCode`), if it is one. */
function codeOf(answer: unknown): string | undefined {
  const code = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : undefined;
  return typeof code === 'string' && /^[a-z-]{1,40}$/.test(code) ? code : undefined;
}

async function digestOf(sealed: SealedCase): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(sealedText(sealed))));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A row of the outbox as it is sent and exported: always the same bytes. */
export function sealedCaseOf(row: OutboxRow): SealedCase {
  const { caseId, ended, receipt, events, preparedAt, practice, sealed } = row;
  return {
    protocol: PROTOCOL,
    case: caseId,
    ended,
    ...(receipt !== undefined && { receipt }),
    events: [...events],
    preparedAt,
    ...(practice && { practice }),
    sealed: base64(sealed),
  };
}

/** In pieces, because a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  const piece = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += piece) text += String.fromCharCode(...bytes.subarray(at, at + piece));
  return btoa(text);
}
