import { expect } from 'vitest';
import { type Recorded, sampleOf } from './run-scenario.ts';
import type { CardScenario } from './scenarios.ts';

/** What the kiosk's own application is called on the card; its file 0001 is the personal number. */
const textApplication = 'D3921000310001010408';

/** Whether these commands reach for the file of the personal number (個人番号), by selecting it or by short identifier. */
export function touchesPersonalNumber(commands: readonly string[]): boolean {
  let current = '';
  return commands.some((command) => {
    if (command.startsWith('00A404')) current = command.slice(10);
    const reaches = /^..A402..020001/.test(command) || /^..B081/.test(command) || /^..B2..0[8-F]/.test(command);
    return current === textApplication && reaches;
  });
}

/** That every step came to what its scenario says, and that what was read is what the card's owner is called. */
export function expectOutcomes(scenario: CardScenario, recorded: readonly Recorded[]): void {
  const { card } = sampleOf(scenario.card);
  const steps = scenario.steps.filter(({ does }) => does !== 'replace');
  expect(recorded.map(({ step }) => step)).toEqual(steps.map(({ does }) => does));
  steps.forEach((step, n) => {
    const outcome = recorded[n]?.outcome;
    if (step.does === 'look') {
      if (step.expect === 'ready') {
        expect(outcome).toMatchObject({
          info: { kind: 'card-info', expiry: card.expiry, municipalityCode: card.municipalityCode },
          tries: { kind: 'tries', credential: 'pin' },
        });
      } else if (step.expect === 'locked') expect(outcome).toMatchObject({ tries: { kind: 'locked' } });
      else expect(outcome).toMatchObject({ kind: step.expect });
    }
    if (step.does !== 'read') return;
    expect(outcome).toMatchObject({ kind: step.expect });
    if (step.left !== undefined) expect(outcome).toMatchObject({ triesLeft: step.left });
    if (step.looksLike !== undefined) expect(outcome).toMatchObject({ looksLike: step.looksLike });
    if (step.expect === 'read') {
      const { name, address, birthDate } = card;
      expect(outcome).toMatchObject({ basicFour: { name, address, birthDate } });
    }
  });
}
