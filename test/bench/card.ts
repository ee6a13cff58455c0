import { toEra } from '../../src/basics/index.ts';
import {
  checkCodeB,
  type Credential,
  pin,
  queryTries,
  readBasicFour,
  readCardInfo,
  type ReaderPort,
  withCard,
} from '../../src/card/index.ts';
import {
  type CardDescription,
  cardFor,
  contactlessTiming,
  sampleCards,
  simulatedReader,
} from '../../src/devices/index.ts';
import type { Section } from './report.ts';
import { median } from './statistics.ts';

interface Read {
  id: string;
  /** Milliseconds of the reader from the touch to the pad, and from the last digit to the four infos. */
  look: number;
  read: number;
  commands: number;
  bytes: number;
  /** Milliseconds of our own code for both. */
  own: number;
}

/** What one card costs. The reader's time passes on a clock of its own, so that nothing here waits and it comes out the same. */
async function measured(id: string, card: CardDescription): Promise<Read | undefined> {
  let clock = 0;
  const reader = simulatedReader({
    timing: contactlessTiming,
    sleep: (milliseconds) => {
      clock += milliseconds;
      return Promise.resolve();
    },
  });
  let commands = 0;
  let bytes = 0;
  const counted: ReaderPort = {
    ...reader,
    open: async (name) => {
      const opened = await reader.open(name);
      if (!opened.ok) return opened;
      const session = opened.value;
      return {
        ok: true,
        value: {
          ...session,
          transmit: async (command) => {
            commands++;
            bytes += command.length;
            const answer = await session.transmit(command);
            if (answer.ok) bytes += answer.value.length;
            return answer;
          },
        },
      };
    },
  };
  reader.place(cardFor(card));
  const began = performance.now();
  const tries = await withCard(counted, reader.name, async (session) => {
    const info = await readCardInfo(session);
    return info.kind === 'card-info' ? queryTries(session, 'pin') : info;
  });
  const look = clock;
  if (tries.kind !== 'tries' && tries.kind !== 'locked') return undefined;
  const credential = tries.kind === 'tries' ? pin(card.pin) : printed(card);
  if (!credential.ok) return undefined;
  const outcome = await withCard(counted, reader.name, (session) =>
    readBasicFour(session, credential.value, undefined, { lastTryConfirmed: true }),
  );
  const own = performance.now() - began;
  return outcome.kind === 'read' ? { id, look, read: clock - look, commands, bytes, own } : undefined;
}

function printed(card: CardDescription): { ok: true; value: Credential } | { ok: false } {
  const era = toEra(card.birthDate);
  if (!era.ok) return { ok: false };
  return checkCodeB({
    birth: era.value,
    expiryYear: Number(card.expiry.slice(0, 4)),
    securityCode: card.checkCodeSecurity,
  });
}

/** The card: what a read costs at the speed of a contactless reader. */
export const card: Section = {
  name: 'card',
  title: 'Card (simulated contactless reader: 300 ms to power, 20 ms a command, 0.1 ms a byte)',
  measure: async (progress) => {
    progress('sample cards');
    const reads: Read[] = [];
    // Once before, so that what is measured is not the compiler of the machine.
    for (const { id, card: one } of sampleCards) await measured(id, one);
    for (const { id, card: one } of sampleCards) {
      const read = await measured(id, one);
      if (read) reads.push(read);
    }
    const middle = (of: (read: Read) => number) => median(reads.map(of));
    const slowest = reads.toSorted((a, b) => b.look + b.read - a.look - a.read)[0];
    return {
      figures: [
        { what: 'touch to the pad', value: middle(({ look }) => look), unit: 'ms' },
        { what: 'last digit to card read', value: middle(({ read }) => read), unit: 'ms' },
        {
          what: 'touch to card read, without typing',
          value: middle(({ look, read }) => look + read),
          unit: 'ms',
          note: `median of ${reads.length} sample cards that can be read`,
        },
        {
          what: 'the slowest card',
          value: slowest ? slowest.look + slowest.read : Number.NaN,
          unit: 'ms',
          note: slowest?.id ?? '',
        },
        { what: 'commands to a card', value: middle(({ commands }) => commands), unit: '' },
        { what: 'bytes to and from a card', value: middle(({ bytes }) => bytes), unit: '' },
        { what: 'of it our own code', value: middle(({ own }) => own), unit: 'ms' },
      ],
      details: reads,
    };
  },
};
