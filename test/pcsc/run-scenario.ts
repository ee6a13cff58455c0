import { toEra } from '../../src/basics/index.ts';
import {
  checkCodeB,
  type CardSession,
  type Credential,
  pin,
  queryTries,
  readBasicFour,
  readCardInfo,
  type ReaderPort,
  withCard,
} from '../../src/card/index.ts';
import { type CardDescription, type SampleCard, sampleCards } from '../../src/devices/index.ts';
import type { CardScenario, Step } from './scenarios.ts';

/** A reader on the table, and hands that lay cards on it. */
export interface Bench {
  readonly port: ReaderPort;
  /** The reader that cards are laid on. */
  readonly reader: string;
  /** Lays a new card on the reader; resolves when the reader has noticed. */
  place(sample: SampleCard): Promise<void>;
  remove(): Promise<void>;
  /** The same card again, with what it remembers. */
  putBack(): Promise<void>;
  /** What the card itself received since the last time it was asked. */
  received(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What one step came to, and every byte that went to the card and came from it, in hexadecimal. */
export interface Recorded {
  readonly step: Step['does'];
  readonly outcome: unknown;
  readonly bytes: readonly { readonly command: string; readonly answer: string }[];
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

export function sampleOf(id: string): SampleCard {
  const found = sampleCards.find((one) => one.id === id);
  if (!found) throw new Error(`there is no sample card "${id}"`);
  return found;
}

/** All bytes of a session; unlike the kiosk's own trace it hides nothing, for the people in it are nobody. */
function recording(session: CardSession, into: { command: string; answer: string }[]): CardSession {
  return {
    atr: session.atr,
    transmit: async (command) => {
      const sent = hex(command);
      const answer = await session.transmit(command);
      into.push({ command: sent, answer: answer.ok ? hex(answer.value) : answer.reason });
      return answer;
    },
    end: () => session.end(),
  };
}

function codeFor(step: Extract<Step, { does: 'read' }>, card: CardDescription): Credential {
  if (step.pin !== undefined) {
    const made = pin(step.pin);
    if (!made.ok) throw new Error(made.reason);
    return made.value;
  }
  const [year = '', month = '', day = ''] = card.birthDate.split('-');
  const era = toEra(`${year}-${month === '00' ? '12' : month}-${day === '00' ? '28' : day}`);
  if (!era.ok) throw new Error(era.reason);
  const made = checkCodeB({
    birth: { year: era.value.year, month: Number(month), day: Number(day) },
    expiryYear: Number(card.expiry.slice(0, 4)),
    securityCode: step.printed === 'wrong' ? '0000' : card.checkCodeSecurity,
  });
  if (!made.ok) throw new Error(made.reason);
  return made.value;
}

/** What the kiosk does at the first touch. */
async function look(session: CardSession) {
  const info = await readCardInfo(session);
  return info.kind === 'card-info' ? { info, tries: await queryTries(session, 'pin') } : info;
}

/** Plays a scenario on a bench, as the kiosk would: each step opens the card, speaks with it, and resets it. */
export async function play(
  scenario: CardScenario,
  bench: Bench,
  timed?: (recorded: Recorded, milliseconds: number) => void,
): Promise<Recorded[]> {
  const sample = sampleOf(scenario.card);
  const recorded: Recorded[] = [];
  await bench.place(sample);
  for (const step of scenario.steps) {
    if (step.does === 'replace') {
      await bench.remove();
      await bench.putBack();
      continue;
    }
    const bytes: { command: string; answer: string }[] = [];
    const begun = performance.now();
    const outcome = await withCard(bench.port, bench.reader, async (session): Promise<unknown> => {
      const watched = recording(session, bytes);
      if (step.does === 'look') return look(watched);
      const more = step.lastTryConfirmed === undefined ? {} : { lastTryConfirmed: step.lastTryConfirmed };
      return readBasicFour(watched, codeFor(step, sample.card), undefined, more);
    });
    const one = { step: step.does, outcome, bytes };
    timed?.(one, performance.now() - begun);
    recorded.push(one);
  }
  await bench.remove();
  return recorded;
}
