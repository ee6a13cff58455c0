import * as z from 'zod/mini';
import { fail, ok, type Result } from '../../basics/index.ts';
import type { CardSession, OpenFault, ReaderEvent, ReaderPort, TransmitFault } from '../../card/index.ts';
import { lines } from './lines.ts';
import {
  bridgePaths,
  bytesType,
  cardHeader,
  notAnswered,
  opened,
  paired,
  pairingRefusal,
  type PairingRefusal,
  watched,
} from './messages.ts';

/** Where the token of a pairing stays while the page is loaded again; gone with the tab. */
export interface TokenKeeper {
  read(): string | null;
  /** `null` forgets it. */
  write(token: string | null): void;
}

export interface BridgeReaderOptions {
  /** The bridge's address, for example `http://127.0.0.1:8179`. */
  readonly url: string;
  /** The code that the bridge printed. Not needed where a token was kept. */
  readonly code?: string;
  readonly token: TokenKeeper;
  readonly fetch: (input: string, init: RequestInit) => Promise<Response>;
  /** Resolves after so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** How long the bridge may take to answer, in milliseconds. */
  readonly patience?: number;
}

/** Milliseconds: above what the reader's own side allows a card (see `pcscReader`), so that its word comes first. */
const usualPatience = 15_000;
/** Milliseconds between one attempt to reach the bridge and the next. */
const attempts = [250, 500, 1000, 2000, 4000];

/** A time during which the bridge told us about its readers. */
interface Link {
  readonly token: string;
  readonly lost: AbortController;
}

type Ending = 'lost' | 'not-paired';

/**
 * The readers of this machine as its bridge (`npm run reader`) hands them on, seen from the kiosk's page. Looks for the
 * bridge again when it goes away; a card that was open then is `reader-gone`. When the bridge does not know this page
 * any more, a `fault` says so, and a new code is needed.
 */
export function bridgeReader(options: BridgeReaderOptions): ReaderPort {
  const { fetch, pause, token: keeper, patience: longestAnswer = usualPatience } = options;
  const base = options.url.replace(/\/+$/, '');
  const listeners = new Set<(event: ReaderEvent) => void>();
  const readers = new Map<string, boolean>();
  const closing = new AbortController();
  let unusedCode = options.code;
  let link: Link | undefined;
  let running = false;
  let answered = (): void => undefined;
  /** Whether somebody has been told what readers there are; from then on changes are told. */
  let told = false;
  const firstAnswer = new Promise<void>((resolve) => {
    answered = () => {
      told = true;
      resolve();
    };
  });

  const tell = (event: ReaderEvent): void => {
    for (const listener of listeners) listener(event);
  };

  const post = (path: string, token: string | undefined, signal: AbortSignal, body: BodyInit, headers = {}) =>
    fetch(base + path, {
      method: 'POST',
      body,
      signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
    });

  /** A token: the one that was kept, or a new one for the code. Throws when the bridge cannot be reached. */
  async function pair(): Promise<Result<string, PairingRefusal | 'no-code'>> {
    const kept = keeper.read();
    if (kept !== null) return ok(kept);
    if (unusedCode === undefined) return fail('no-code');
    const body = JSON.stringify({ code: unusedCode });
    const response = await post(bridgePaths.pair, undefined, closing.signal, body);
    const answer: unknown = await response.json();
    if (response.ok) {
      const { token } = z.parse(paired, answer);
      unusedCode = undefined;
      keeper.write(token);
      return ok(token);
    }
    const refusal = z.safeParse(pairingRefusal, answer);
    if (!refusal.success) throw new Error(`the bridge refused with ${response.status}`);
    unusedCode = undefined;
    return fail(refusal.data.error);
  }

  /** Follows the readers until the bridge is lost. */
  async function watch(token: string): Promise<Ending> {
    const response = await fetch(base + bridgePaths.watch, {
      signal: closing.signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      headers: { authorization: `Bearer ${token}` },
    });
    if (response.status === 401) return 'not-paired';
    if (!response.ok || !response.body) return 'lost';
    for await (const line of lines(response.body)) {
      const message = z.parse(watched, JSON.parse(line));
      if (message.type === 'readers') begin(token, message.readers);
      else follow(message);
    }
    return 'lost';
  }

  function begin(token: string, present: readonly { name: string; cardPresent: boolean }[]): void {
    link = { token, lost: new AbortController() };
    for (const { name, cardPresent } of present) {
      readers.set(name, cardPresent);
      if (told) tell({ type: 'reader-added', reader: name });
      if (told && cardPresent) tell({ type: 'card-in', reader: name });
    }
    answered();
  }

  function follow(event: ReaderEvent): void {
    if (event.type === 'reader-removed') readers.delete(event.reader);
    else if (event.type !== 'fault') readers.set(event.reader, event.type === 'card-in');
    tell(event);
  }

  /** The bridge is gone, and with it the readers and the card that was open. */
  function lose(): void {
    link?.lost.abort();
    link = undefined;
    const gone = [...readers.keys()];
    readers.clear();
    for (const reader of gone) tell({ type: 'reader-removed', reader });
    answered();
  }

  async function run(): Promise<void> {
    let attempt = 0;
    while (!closing.signal.aborted) {
      let ending: Ending = 'lost';
      try {
        const token = await pair();
        if (!token.ok) {
          lose();
          tell({ type: 'fault', reader: base, detail: `pairing: ${token.reason}` });
          return;
        }
        ending = await watch(token.value);
      } catch {
        // Not there, or not speaking our language: looked for again below.
      }
      if (ending === 'not-paired') {
        // What was kept belongs to a bridge that has ended; a code that is still unused may open this one.
        keeper.write(null);
        continue;
      }
      if (link) attempt = 0;
      lose();
      if (!closing.signal.aborted) await pause(attempts[Math.min(attempt++, attempts.length - 1)] ?? 0);
    }
  }

  const start = (): void => {
    if (running) return;
    running = true;
    void run();
  };

  function sessionOf({ token, lost }: Link, card: string, atr: Uint8Array): CardSession {
    let fault: TransmitFault | undefined;
    let ended: Promise<void> | undefined;
    return {
      atr,
      transmit: async (command) => {
        if (fault) return fail(fault);
        const patience = AbortSignal.timeout(longestAnswer);
        const sent = Uint8Array.from(command);
        try {
          const response = await post(bridgePaths.transmit, token, AbortSignal.any([lost.signal, patience]), sent, {
            'content-type': bytesType,
            [cardHeader]: card,
          });
          if (response.status === 401) fault = 'reader-gone';
          else if (!response.ok) fault = 'failed';
          else if (response.headers.get('content-type') === bytesType)
            return ok(new Uint8Array(await response.arrayBuffer()));
          else fault = z.parse(notAnswered, await response.json()).fault;
        } catch (error) {
          // Cut off in the middle, or nobody there any more; what is no answer of ours counts as that too.
          fault = patience.aborted && !lost.signal.aborted ? 'timeout' : faultOf(error);
        } finally {
          sent.fill(0);
        }
        return fail(fault);
      },
      end: () => {
        fault ??= 'cancelled';
        ended ??= post(bridgePaths.end, token, lost.signal, JSON.stringify({ card })).then(
          () => undefined,
          () => undefined,
        );
        return ended;
      },
    };
  }

  return {
    kind: 'pcsc',
    list: async () => {
      start();
      await firstAnswer;
      return Array.from(readers, ([name, cardPresent]) => ({ name, cardPresent }));
    },
    subscribe: (listener) => {
      listeners.add(listener);
      start();
      return () => listeners.delete(listener);
    },
    open: async (reader): Promise<Result<CardSession, OpenFault>> => {
      start();
      await firstAnswer;
      const current = link;
      if (!current) return fail('reader-gone');
      try {
        const signal = AbortSignal.any([current.lost.signal, AbortSignal.timeout(longestAnswer)]);
        const response = await post(bridgePaths.open, current.token, signal, JSON.stringify({ reader }));
        if (!response.ok) return fail(response.status === 401 ? 'reader-gone' : 'failed');
        const answer = z.parse(opened, await response.json());
        if ('fault' in answer) return fail(answer.fault);
        return ok(sessionOf(current, answer.card, bytesOf(answer.atr)));
      } catch (error) {
        return fail(faultOf(error));
      }
    },
    close: () => {
      closing.abort();
      listeners.clear();
      return Promise.resolve();
    },
  };
}

/** What fetch throws when nobody answers is one of these; anything else is an answer that is none. */
const faultOf = (error: unknown): 'reader-gone' | 'failed' =>
  error instanceof TypeError || error instanceof DOMException ? 'reader-gone' : 'failed';

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
