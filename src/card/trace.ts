import { toHex } from './bytes.ts';
import { instruction } from './commands.ts';
import type { CardSession } from './session.ts';
import { statusCode } from './status.ts';

/** One command and its answer, without anything personal: no code that was presented, no data that was read. */
export interface TraceEntry {
  /** Hexadecimal; what follows the four header bytes is `**` unless the instruction is known to carry no secret. */
  readonly command: string;
  /** The status bytes, or why there was no answer. */
  readonly status: string;
  /** Bytes of data that came before the status. */
  readonly dataBytes: number;
}

const carryNoSecret: ReadonlySet<number> = new Set([
  instruction.select,
  instruction.readBinary,
  instruction.readRecord,
  instruction.getResponse,
]);

/** A command as it may be written down. It is masked by instruction, never by length: every code is hidden alike. */
export function maskedCommand(command: Uint8Array): string {
  const shown = carryNoSecret.has(command[1] ?? -1) || command.length <= 4;
  return shown ? toHex(command) : `${toHex(command.subarray(0, 4))}**`;
}

/** A session that tells `record` about every command after it was answered. */
export function traced(session: CardSession, record: (entry: TraceEntry) => void): CardSession {
  return {
    atr: session.atr,
    transmit: async (command) => {
      const masked = maskedCommand(command);
      const answer = await session.transmit(command);
      if (!answer.ok) record({ command: masked, status: answer.reason, dataBytes: 0 });
      else {
        const [sw1, sw2] = answer.value.subarray(-2);
        record({
          command: masked,
          status: sw1 === undefined || sw2 === undefined ? 'none' : statusCode(sw1, sw2),
          dataBytes: Math.max(0, answer.value.length - 2),
        });
      }
      return answer;
    },
    end: () => session.end(),
  };
}
