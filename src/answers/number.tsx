import { lazily } from '../look/index.ts';
import { useWords } from '../wording/index.ts';
import { type AskProps, dontKnow } from './answer.ts';
import { Phrase } from './Phrase.tsx';
import { SingleChoice } from './SingleChoice.tsx';

/** Up to this many numbers are shown as tiles, one tap each; more are typed on a pad. */
const MOST_TILES = 13;
const UNKNOWN = '?';

export const AskNumberOnPad = lazily(async () => (await import('./PadAnswer.tsx')).AskNumberOnPad);

/** A whole number within the fact's limits. */
export function AskNumber(props: AskProps) {
  const { fact, known, advance, labelledBy, onSaid, onReady } = props;
  const { t } = useWords();
  const { min = 0, max } = fact.limits ?? {};
  if (max === undefined || max - min >= MOST_TILES) return <AskNumberOnPad {...props} />;
  const numbers = Array.from({ length: max - min + 1 }, (_, at) => String(min + at));
  const initial = typeof known.value === 'number' ? String(known.value) : known.unknown ? UNKNOWN : undefined;
  return (
    <SingleChoice
      options={[
        ...numbers.map((id) => ({ id, label: id })),
        { id: UNKNOWN, label: <Phrase text={t('answer.dont-know')} /> },
      ]}
      initial={initial}
      check={known.check}
      advance={advance}
      compact
      labelledBy={labelledBy}
      onChosen={(id) => onSaid(id === UNKNOWN ? dontKnow : { value: Number(id) })}
      onReady={onReady}
    />
  );
}
