import { fail, ok, type Result } from '../../basics/index.ts';
import { code } from './codes.ts';
import { type Handle, type PcscLibrary, type PcscResult, readerState } from './library.ts';
import { type Platform, platforms } from './platforms.ts';

/** What a machine lacks for a real reader; `say` is one sentence with what to do. */
export interface NoPcsc {
  readonly because: 'platform' | 'no-koffi' | 'no-library';
  readonly say: string;
}

/** A native function that runs beside the event loop; its last argument is called with what it returned. */
type Native = { async: (...values: unknown[]) => void };

/** Out and inout parameters are arrays of one. */
type Out = [Handle | null];

interface NativeState {
  szReader: string;
  pvUserData: null;
  dwCurrentState: number;
  dwEventState: number;
  cbAtr: number;
  rgbAtr: number[] | Uint8Array;
}

const scope = { system: 2 };
const share = { exclusive: 1 };
const anyProtocol = 1 | 2;
const disposition = { reset: 1, unpower: 2 };
/** A short answer: 256 bytes and the status, with room for a reader's own bytes. */
const longestResponse = 258 + 6;
/** The name under which PC/SC tells that readers come and go. */
const plugAndPlay = '\\\\?PnP?\\Notification';

const unsigned = (returned: unknown): number => Number(BigInt.asUintN(32, BigInt(returned as Handle)));
const numberOf = (out: Out): number => Number(out[0] ?? 0);

async function koffiModule(): Promise<typeof import('koffi') | undefined> {
  try {
    return await import('koffi');
  } catch {
    return undefined;
  }
}

/**
 * The PC/SC library of this machine, through koffi. Both are loaded here and not before: a kiosk without a reader needs
 * neither. What is missing comes back as a sentence.
 */
export async function loadPcsc(system: NodeJS.Platform = process.platform): Promise<Result<PcscLibrary, NoPcsc>> {
  const platform = platforms[system];
  if (!platform) return fail({ because: 'platform', say: `Card readers are not supported on ${system}.` });
  const koffi = await koffiModule();
  if (!koffi) {
    const say = 'The package koffi, which reaches PC/SC, is not installed. Run npm install --include=optional';
    return fail({ because: 'no-koffi', say });
  }
  try {
    return ok(bind(koffi, platform));
  } catch {
    return fail({ because: 'no-library', say: platform.install });
  }
}

function bind(koffi: typeof import('koffi'), platform: Platform): PcscLibrary {
  const { long, dword, handle, convention, textSuffix } = platform;
  const library = koffi.load(platform.library);
  const structure = platform.packed ? koffi.pack : koffi.struct;
  const state = structure({
    szReader: 'const char *',
    pvUserData: 'void *',
    dwCurrentState: dword,
    dwEventState: dword,
    cbAtr: dword,
    rgbAtr: koffi.array('uint8_t', platform.atrBytes),
  });
  const request = structure({ dwProtocol: dword, cbPciLength: dword });
  const out = (type: string) => koffi.out(koffi.pointer(type));
  const inout = (type: string) => koffi.inout(koffi.pointer(type));
  const native = (name: string, ...parameters: Parameters<typeof library.func>[3]): Native =>
    library.func(convention, name, long, parameters);

  const functions = {
    establish: native('SCardEstablishContext', dword, 'void *', 'void *', out(handle)),
    release: native('SCardReleaseContext', handle),
    list: native(`SCardListReaders${textSuffix}`, handle, 'void *', 'uint8_t *', inout(dword)),
    wait: native(`SCardGetStatusChange${textSuffix}`, handle, dword, koffi.inout(koffi.pointer(state)), dword),
    cancel: library.func(convention, 'SCardCancel', long, [handle]) as (context: Handle) => unknown,
    connect: native(`SCardConnect${textSuffix}`, handle, 'const char *', dword, dword, out(handle), out(dword)),
    transmit: native(
      'SCardTransmit',
      handle,
      koffi.pointer(request),
      'const uint8_t *',
      dword,
      'void *',
      'uint8_t *',
      inout(dword),
    ),
    disconnect: native('SCardDisconnect', handle, dword),
  };
  const requestBytes = koffi.sizeof(request);

  /** The return code of a native call. */
  const call = (native: Native, ...values: unknown[]): Promise<number> =>
    new Promise((resolve, reject) => {
      native.async(...values, (error: Error | null, returned: unknown) => {
        if (error) reject(error);
        else resolve(unsigned(returned));
      });
    });
  const asked = <Value>(returned: number, value: () => Value): PcscResult<Value> =>
    returned === code.success ? ok(value()) : fail(returned);

  return {
    establish: async () => {
      const context: Out = [null];
      const returned = await call(functions.establish, scope.system, null, null, context);
      return asked(returned, () => context[0] ?? 0);
    },
    release: async (context) => {
      await call(functions.release, context);
    },
    listReaders: async (context) => {
      const length: Out = [0];
      const measured = await call(functions.list, context, null, null, length);
      if (measured === code.noReadersAvailable) return ok([]);
      if (measured !== code.success) return fail(measured);
      // Room for a reader that is plugged in between the two calls.
      const names = new Uint8Array(numberOf(length) + 512);
      length[0] = names.length;
      const returned = await call(functions.list, context, null, names, length);
      if (returned === code.noReadersAvailable) return ok([]);
      return asked(returned, () =>
        new TextDecoder()
          .decode(names.subarray(0, numberOf(length)))
          .split('\0')
          .filter((name) => name !== ''),
      );
    },
    waitForChange: async (context, readers, milliseconds) => {
      const known = readers.map(({ reader, state }) => nativeState(reader, state, platform));
      const newcomers = nativeState(plugAndPlay, readers.length << 16, platform);
      const states = milliseconds === 0 ? known : [...known, newcomers];
      const returned = await call(functions.wait, context, milliseconds, states, states.length);
      return asked(returned, () =>
        states.slice(0, known.length).map(({ szReader, dwEventState, cbAtr, rgbAtr }) => ({
          reader: szReader,
          state: Number(dwEventState) & ~readerState.changed,
          atr: Uint8Array.from(rgbAtr).subarray(0, Number(cbAtr)),
        })),
      );
    },
    cancel: (context) => {
      functions.cancel(context);
    },
    connect: async (context, reader) => {
      const card: Out = [null];
      const protocol: Out = [null];
      const returned = await call(functions.connect, context, reader, share.exclusive, anyProtocol, card, protocol);
      return asked(returned, () => ({ card: card[0] ?? 0, protocol: numberOf(protocol) }));
    },
    transmit: async ({ card, protocol }, command) => {
      const header = { dwProtocol: protocol, cbPciLength: requestBytes };
      const received = new Uint8Array(longestResponse);
      const length: Out = [received.length];
      const returned = await call(functions.transmit, card, header, command, command.length, null, received, length);
      const answer = asked(returned, () => received.slice(0, numberOf(length)));
      received.fill(0);
      return answer;
    },
    disconnect: async ({ card }) => {
      const returned = await call(functions.disconnect, card, disposition.reset);
      if (returned === code.success) return ok(undefined);
      const unpowered = await call(functions.disconnect, card, disposition.unpower);
      return unpowered === code.success ? ok(undefined) : fail(returned);
    },
  };
}

const nativeState = (szReader: string, dwCurrentState: number, { atrBytes }: Platform): NativeState => ({
  szReader,
  pvUserData: null,
  dwCurrentState,
  dwEventState: 0,
  cbAtr: 0,
  rgbAtr: new Uint8Array(atrBytes),
});
