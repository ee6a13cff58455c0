import { cardFor, contactlessTiming, sampleCards, simulatedReader } from '../devices/index.ts';
import type { ReaderDevices } from '../kiosk/index.ts';

// The default reader is simulated, behind the same interface as a real one; the gallery lays cards on it.
const reader = simulatedReader({
  sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
  timing: contactlessTiming,
});
const cards = new Map<string, ReturnType<typeof cardFor>>();

/** The devices of a kiosk without hardware: for demonstrations, training and tests. */
export const simulatedDevices: ReaderDevices = {
  reader,
  samples: sampleCards,
  place: ({ id, card }) => {
    let simulated = cards.get(id);
    if (!simulated) cards.set(id, (simulated = cardFor(card)));
    reader.remove();
    reader.place(simulated);
  },
  clear: () => {
    reader.remove();
    cards.clear();
  },
};
