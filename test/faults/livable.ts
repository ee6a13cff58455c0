import type { ScenarioInput } from '../../src/scenario/index.ts';
import { type Example, examples } from '../flows/example-files.ts';

/** Somebody who does not know the whole date of their birth needs more taps than our visitor has. */
const knowBirthDates = ({ people }: ScenarioInput): boolean =>
  Object.values(people).every(({ facts }) => {
    const said = facts?.['birth-date'];
    return said === undefined || (typeof said === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(said));
  });

/** Examples of all life events that a resident alone lives to the end, at a kiosk of the municipality of the samples. */
export const livable: readonly Example[] = examples.filter(
  ({ input }) =>
    (input.municipality ?? 'mihon') === 'mihon' &&
    input.events.length === 1 &&
    input.expect?.stop === undefined &&
    knowBirthDates(input),
);

/** The same people without their cards and their certificate: all that they say is tapped and typed. */
export const cardless = ({ certificate: _paper, ...input }: ScenarioInput): ScenarioInput => ({
  ...input,
  people: Object.fromEntries(
    Object.entries(input.people).map(([id, { card: _card, register: _known, ...person }]) => [id, person]),
  ),
});
