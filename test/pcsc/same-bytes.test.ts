import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleCards } from '../../src/devices/index.ts';
import { bridgedBench, simulatedBench } from './benches.ts';
import { type Bench, play, type Recorded, sampleOf } from './run-scenario.ts';
import { cardScenarios, type Step } from './scenarios.ts';
import { expectOutcomes, touchesPersonalNumber } from './expectations.ts';

let simulated: Bench;
let bridged: Bench;
beforeAll(async () => {
  simulated = simulatedBench();
  bridged = await bridgedBench();
});
afterAll(() => Promise.all([simulated.close(), bridged.close()]));

test('every sample card is in a scenario', () => {
  const played = new Set(cardScenarios.map(({ card }) => card));
  expect(sampleCards.map(({ id }) => id).filter((id) => !played.has(id))).toEqual([]);
});

describe('the simulated reader and the bridge to PC/SC', () => {
  test.each(cardScenarios.map((scenario) => [scenario.card, scenario] as const))('%s', async (_, scenario) => {
    const direct = await play(scenario, simulated);
    const overBridge = await play(scenario, bridged);
    expectOutcomes(scenario, direct);
    expect(overBridge).toEqual(direct);
    const received = await simulated.received();
    expect(await bridged.received()).toEqual(received);
    expect(touchesPersonalNumber(received)).toBe(false);
  });
});

test('what would differ is seen', async () => {
  const [scenario] = cardScenarios;
  const [first] = await play(scenario!, simulated);
  const other = await play({ ...scenario!, card: 'old-address' }, bridged);
  const readBytes = (recorded: Recorded | undefined) => recorded?.bytes.map(({ answer }) => answer);
  expect(readBytes(other[1])).not.toEqual(readBytes(first));
  expect(sampleOf('old-address').card.address).not.toBe(sampleOf('usual').card.address);
  const step: Step = { does: 'look', expect: 'phone' };
  expect(() => expectOutcomes({ card: 'usual', steps: [step] }, [first!])).toThrow(/phone/);
});
