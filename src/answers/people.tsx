import { type AskProps, dontKnow } from './answer.ts';

import { PeopleTicks } from './PeopleTicks.tsx';
import { tickedBefore } from './set.tsx';

/** Any number of the people of the case. */
export function AskPeople({ fact, people, known, advance, labelledBy, onSaid, onReady }: AskProps) {
  return (
    <PeopleTicks
      people={people}
      initial={tickedBefore(known)}
      check={known.check}
      advance={advance}
      compact={fact.sensitivity === 'private'}
      labelledBy={labelledBy}
      onTicked={(ticked) => onSaid(ticked === 'unknown' ? dontKnow : { value: [...ticked] })}
      onReady={onReady}
    />
  );
}
