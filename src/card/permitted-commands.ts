import { fail, type Result } from '../basics/index.ts';
import { toHex } from './bytes.ts';
import { instruction, selectApplication, selectFile } from './commands.ts';
import { type CardProfile, filesOf } from './profile.ts';
import type { CardSession, TransmitFault } from './session.ts';

const accepted = (answer: Result<Uint8Array, TransmitFault>): boolean =>
  answer.ok && (answer.value.at(-2) === 0x90 || answer.value.at(-2) === 0x61);

/**
 * A session that lets through only what the profile names: its applications, their files, and reads and codes on the
 * selected file. Short file identifiers, which would open a file without selecting it, are refused. So the file of the
 * personal number (個人番号), which no profile names, cannot be reached through it, even by a mistake above.
 */
export function permittedOnly(session: CardSession, profile: CardProfile): CardSession {
  const selectable = new Map(
    Array.from(filesOf(profile), ([aid, files]) => [
      toHex(selectApplication(aid)),
      new Set(files.map((file) => toHex(selectFile(file)))),
    ]),
  );
  let files: ReadonlySet<string> | undefined;
  let fileOpen = false;

  const permittedOnFile = (command: Uint8Array): boolean => {
    const [, ins, p1 = 0, p2 = 0] = command;
    switch (ins) {
      case instruction.verify:
        return p1 === 0x00 && p2 === 0x80;
      case instruction.readBinary:
        return command.length === 5 && (p1 & 0x80) === 0;
      case instruction.readRecord:
        return command.length === 5 && p2 === 0x04;
      default:
        return false;
    }
  };

  return {
    atr: session.atr,
    transmit: async (command) => {
      const hex = toHex(command);
      const entered = selectable.get(hex);
      const selects = files?.has(hex) ?? false;
      const plain = command[0] === 0x00;
      const fetches = plain && command[1] === instruction.getResponse;
      if (!entered && !selects && !fetches && !(plain && fileOpen && permittedOnFile(command))) return fail('refused');
      if (entered) {
        files = undefined;
        fileOpen = false;
      }
      const answer = await session.transmit(command);
      if (accepted(answer)) {
        if (entered) files = entered;
        else if (selects) fileOpen = true;
      }
      return answer;
    },
    end: () => session.end(),
  };
}
