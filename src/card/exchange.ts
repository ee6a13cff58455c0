import { fail, ok, type Result } from '../basics/index.ts';
import { joinBytes } from './bytes.ts';
import { getResponse, instruction } from './commands.ts';
import { type CardFailure, failureOfTransmit, unreadable } from './outcomes.ts';
import type { CardSession, TransmitFault } from './session.ts';
import { type Status, statusCode, statusOf } from './status.ts';

export interface CardAnswer {
  readonly data: Uint8Array;
  readonly status: Status;
  /** The status bytes as four digits, for messages to staff. */
  readonly code: string;
}

/** A card that keeps answering "more" is not believed for ever. */
const mostPieces = 64;

const mayRepeat: ReadonlySet<number> = new Set([
  instruction.readBinary,
  instruction.readRecord,
  instruction.getResponse,
]);

/** A transport is foreign code: whatever it throws ends here. */
async function transmit(session: CardSession, command: Uint8Array): Promise<Result<Uint8Array, TransmitFault>> {
  try {
    return await session.transmit(command);
  } catch {
    return fail('failed');
  }
}

async function once(session: CardSession, command: Uint8Array): Promise<Result<CardAnswer, CardFailure>> {
  const answer = await transmit(session, command);
  if (!answer.ok) return fail(failureOfTransmit(answer.reason));
  const response = answer.value;
  const sw1 = response.at(-2);
  const sw2 = response.at(-1);
  if (sw1 === undefined || sw2 === undefined) return fail(unreadable('answer without status'));
  return ok({ data: response.subarray(0, -2), status: statusOf(sw1, sw2), code: statusCode(sw1, sw2) });
}

/**
 * One command and its whole answer: fetches what the card holds ready (61xx) and repeats a read with the length the
 * card asks for (6Cxx). Only reads are repeated: presenting a code again would cost a try.
 */
export async function exchange(session: CardSession, command: Uint8Array): Promise<Result<CardAnswer, CardFailure>> {
  let answer = await once(session, command);
  if (answer.ok && answer.value.status.kind === 'wrong-expected-length' && mayRepeat.has(command[1] ?? 0)) {
    const repeated = Uint8Array.from(command);
    repeated[repeated.length - 1] = answer.value.status.bytes & 0xff;
    answer = await once(session, repeated);
  }
  if (!answer.ok || answer.value.status.kind !== 'more-data') return answer;

  const pieces = [answer.value.data];
  let bytes = answer.value.status.bytes;
  while (pieces.length < mostPieces) {
    const next = await once(session, getResponse(bytes));
    if (!next.ok) return next;
    pieces.push(next.value.data);
    if (next.value.status.kind !== 'more-data') return ok({ ...next.value, data: joinBytes(...pieces) });
    bytes = next.value.status.bytes;
  }
  return fail(unreadable('answer without end'));
}
