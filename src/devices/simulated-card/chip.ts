/** A file of the simulated chip. `openedBy` names the keys of which one must have been presented. */
export type ChipFile =
  | { readonly kind: 'transparent'; readonly bytes: Uint8Array; readonly openedBy: 'anyone' | readonly string[] }
  | {
      readonly kind: 'records';
      readonly records: readonly Uint8Array[];
      readonly openedBy: 'anyone' | readonly string[];
    }
  | { readonly kind: 'key'; readonly secret: Uint8Array; readonly tryLimit: number; readonly triesLeft: number };

/** What is burnt into a chip: files by application (identifier and file number in hexadecimal). */
export interface Chip {
  /** Whether it speaks ISO 7816 at all; if not, the reader answers "not supported" for it. */
  readonly speaksIso: boolean;
  readonly answers: 'at-once' | 'get-response' | 'exact-length';
  readonly applications: Readonly<Record<string, Readonly<Record<string, ChipFile>>>>;
}

/** What changes while a chip is spoken to. Tries stay over a reset; the rest is forgotten. */
export interface ChipState {
  readonly application: string | null;
  readonly file: string | null;
  /** Keys that were presented rightly, as `application/file`. */
  readonly verified: readonly string[];
  readonly triesLeft: Readonly<Record<string, number>>;
  /** An answer that waits to be fetched. */
  readonly pending: Uint8Array | null;
}

export interface ChipReaction {
  readonly state: ChipState;
  readonly response: Uint8Array;
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();

const status = (code: number): Uint8Array => Uint8Array.of(code >> 8, code & 0xff);
const withStatus = (data: Uint8Array, code: number): Uint8Array => Uint8Array.from([...data, code >> 8, code & 0xff]);

/** The state of a chip that comes from the factory. */
export function newState(chip: Chip): ChipState {
  const triesLeft: Record<string, number> = {};
  for (const [application, files] of Object.entries(chip.applications))
    for (const [file, content] of Object.entries(files))
      if (content.kind === 'key') triesLeft[`${application}/${file}`] = content.triesLeft;
  return { application: null, file: null, verified: [], triesLeft, pending: null };
}

/** The state after power was lost or the reader reset the chip. */
export const afterReset = (state: ChipState): ChipState => ({
  application: null,
  file: null,
  verified: [],
  triesLeft: state.triesLeft,
  pending: null,
});

const fileAt = (chip: Chip, application: string | null, file: string | null): ChipFile | undefined =>
  application === null || file === null ? undefined : chip.applications[application]?.[file];

function select(chip: Chip, state: ChipState, command: Uint8Array): ChipReaction {
  const [, , p1, p2, length = 0] = command;
  const target = hex(command.subarray(5));
  if (command.length !== 5 + length || length === 0) return { state, response: status(0x6700) };
  if (p2 !== 0x0c) return { state, response: status(0x6a86) };
  if (p1 === 0x04) {
    if (!Object.hasOwn(chip.applications, target)) return { state, response: status(0x6a82) };
    return { state: { ...state, application: target, file: null }, response: status(0x9000) };
  }
  if (p1 !== 0x02) return { state, response: status(0x6a86) };
  if (!fileAt(chip, state.application, target)) return { state, response: status(0x6a82) };
  return { state: { ...state, file: target }, response: status(0x9000) };
}

/** Selects by short identifier (five bits), where the command carries one. */
function withShortId(chip: Chip, state: ChipState, shortId: number): ChipState | undefined {
  if (shortId === 0) return state;
  const file = shortId.toString(16).toUpperCase().padStart(4, '0');
  return fileAt(chip, state.application, file) ? { ...state, file } : undefined;
}

function verify(chip: Chip, before: ChipState, command: Uint8Array): ChipReaction {
  const [, , p1, p2 = 0, length] = command;
  if (p1 !== 0x00 || (p2 & 0x80) === 0) return { state: before, response: status(0x6a86) };
  const state = withShortId(chip, before, p2 & 0x1f);
  if (!state) return { state: before, response: status(0x6a82) };
  const key = fileAt(chip, state.application, state.file);
  if (key?.kind !== 'key') return { state, response: status(0x6986) };
  const id = `${state.application}/${state.file}`;
  const left = state.triesLeft[id] ?? 0;
  if (length === undefined) return { state, response: status(0x63c0 | left) };
  if (command.length !== 5 + length) return { state, response: status(0x6700) };
  if (left === 0) return { state, response: status(0x6984) };
  const others = state.verified.filter((verified) => verified !== id);
  if (hex(command.subarray(5)) === hex(key.secret)) {
    const triesLeft = { ...state.triesLeft, [id]: key.tryLimit };
    return { state: { ...state, verified: [...others, id], triesLeft }, response: status(0x9000) };
  }
  const triesLeft = { ...state.triesLeft, [id]: left - 1 };
  return { state: { ...state, verified: others, triesLeft }, response: status(0x63c0 | (left - 1)) };
}

const isOpen = (state: ChipState, openedBy: 'anyone' | readonly string[]): boolean =>
  openedBy === 'anyone' || openedBy.some((key) => state.verified.includes(`${state.application}/${key}`));

/** Hands data over in the way this chip does. `room` is how much the command asked for. */
function handOver(chip: Chip, state: ChipState, data: Uint8Array, room: number, code: number): ChipReaction {
  if (chip.answers === 'get-response')
    return { state: { ...state, pending: withStatus(data, code) }, response: status(0x6100 | (data.length & 0xff)) };
  if (chip.answers === 'exact-length' && data.length < room)
    return { state, response: status(0x6c00 | (data.length & 0xff)) };
  return { state, response: withStatus(data, code) };
}

function readBinary(chip: Chip, before: ChipState, command: Uint8Array): ChipReaction {
  const [, , p1 = 0, p2 = 0, le] = command;
  if (command.length !== 5 || le === undefined) return { state: before, response: status(0x6700) };
  const byShortId = (p1 & 0x80) !== 0;
  const state = withShortId(chip, before, byShortId ? p1 & 0x1f : 0);
  if (!state) return { state: before, response: status(0x6a82) };
  const file = fileAt(chip, state.application, state.file);
  if (!file) return { state, response: status(0x6986) };
  if (file.kind !== 'transparent') return { state, response: status(0x6981) };
  if (!isOpen(state, file.openedBy)) return { state, response: status(0x6982) };
  const offset = byShortId ? p2 : (p1 << 8) | p2;
  if (offset >= file.bytes.length) return { state, response: status(0x6b00) };
  const room = le === 0 ? 256 : le;
  const data = file.bytes.slice(offset, offset + room);
  return handOver(chip, state, data, room, le !== 0 && data.length < room ? 0x6282 : 0x9000);
}

function readRecord(chip: Chip, before: ChipState, command: Uint8Array): ChipReaction {
  const [, , record = 0, p2 = 0, le] = command;
  if (command.length !== 5 || le === undefined) return { state: before, response: status(0x6700) };
  if ((p2 & 0x07) !== 0x04) return { state: before, response: status(0x6a86) };
  const state = withShortId(chip, before, p2 >> 3);
  if (!state) return { state: before, response: status(0x6a82) };
  const file = fileAt(chip, state.application, state.file);
  if (!file) return { state, response: status(0x6986) };
  if (file.kind !== 'records') return { state, response: status(0x6981) };
  if (!isOpen(state, file.openedBy)) return { state, response: status(0x6982) };
  const data = file.records[record - 1];
  if (!data) return { state, response: status(0x6a83) };
  return handOver(chip, state, data.slice(), le === 0 ? 256 : le, 0x9000);
}

function fetchPending(state: ChipState, command: Uint8Array): ChipReaction {
  if (!state.pending) return { state, response: status(0x6985) };
  const room = command[4] === 0 ? 256 : (command[4] ?? 0);
  const data = state.pending.subarray(0, -2);
  if (data.length <= room) return { state: { ...state, pending: null }, response: state.pending };
  const pending = state.pending.slice(room);
  return {
    state: { ...state, pending },
    response: withStatus(data.slice(0, room), 0x6100 | Math.min(255, pending.length - 2)),
  };
}

/** What a chip does with one command (ISO/IEC 7816-4, short form): its new state and its answer. Pure. */
export function respond(chip: Chip, state: ChipState, command: Uint8Array): ChipReaction {
  if (!chip.speaksIso) return { state, response: status(0x6a81) };
  const [cla = 0, ins = 0] = command;
  if (command.length < 4) return { state, response: status(0x6700) };
  if (cla !== 0x00) return { state, response: status(cla <= 0x03 ? 0x6881 : 0x6e00) };
  if (ins === 0xc0) return fetchPending(state, command);
  const fresh = state.pending ? { ...state, pending: null } : state;
  switch (ins) {
    case 0xa4:
      return select(chip, fresh, command);
    case 0x20:
      return verify(chip, fresh, command);
    case 0xb0:
      return readBinary(chip, fresh, command);
    case 0xb2:
      return readRecord(chip, fresh, command);
    default:
      return { state: fresh, response: status(0x6d00) };
  }
}
