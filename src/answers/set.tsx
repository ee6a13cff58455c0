import { useWords } from '../wording/index.ts';
import { type AskProps, dontKnow, listIn } from './answer.ts';
import { Phrase } from './Phrase.tsx';
import { Ticks, type TicksProps } from './Ticks.tsx';

/** Any number of the fact's options. */
export function AskSet({ fact, option, known, advance, labelledBy, onSaid, onReady }: AskProps) {
  const { t } = useWords();
  const ids = fact.options ?? [];
  return (
    <Ticks
      items={ids.map((id) => ({ id, label: <Phrase text={option(id)} /> }))}
      initial={tickedBefore(known)}
      check={known.check}
      advance={advance}
      compact={fact.sensitivity === 'private'}
      columns={2}
      none={<Phrase text={t('answer.none')} />}
      labelledBy={labelledBy}
      onTicked={(ticked) => onSaid(ticked === 'unknown' ? dontKnow : { value: [...ticked] })}
      onReady={onReady}
    />
  );
}

export const tickedBefore = (known: AskProps['known']): TicksProps['initial'] =>
  known.unknown ? 'unknown' : Array.isArray(known.value) ? listIn(known) : undefined;
