import type { Content } from '../../content.ts';
import type { Assembled } from '../assemble.ts';

/** An event ends in the screen that says what was prepared, and its sentences lead back to its own questions. */
export function checkEvents({ ledger, partPlaces }: Assembled, content: Content): void {
  for (const event of content.events) {
    const thing = `event:${event.id}`;
    const last = event.parts.at(-1);
    const at = last && partPlaces.get(last);
    if (last?.kind !== 'screen' || last.id !== 'prepared')
      ledger.error(
        thing,
        at?.thing === thing ? at.path : ['order'],
        'no-prepared',
        'The event does not end in the screen "prepared": a visit would never end.',
        'Make "- screen: prepared" the last line of "order".',
      );
    // What no group asks is asked in the details, under the name of its fact.
    const details = content.facts.flatMap((fact) => (fact.sources.includes('resident') ? [fact.id] : []));
    const questions = event.parts.flatMap((part) =>
      part.kind === 'group' ? part.questions.map((question) => question.id) : [part.id],
    );
    event.check.forEach((line, index) => {
      if (!questions.includes(line.change) && !details.includes(line.change))
        ledger.unknown(thing, ['check', index, 'change'], 'question', line.change, [...questions, ...details]);
    });
  }
}
