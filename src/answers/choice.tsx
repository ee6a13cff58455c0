import { useWords } from '../wording/index.ts';
import { type AskProps, dontKnow, textOf } from './answer.ts';
import { Phrase } from './Phrase.tsx';
import { SingleChoice } from './SingleChoice.tsx';

/** Stands for "I don't know" among ids of options, which are all lower-case words. */
const UNKNOWN = '?';

/** Above this many options two stand side by side. */
const MOST_IN_ONE_COLUMN = 5;

/** One of the fact's options. */
export function AskChoice({ fact, option, known, advance, labelledBy, onSaid, onReady }: AskProps) {
  const { t } = useWords();
  const ids = fact.options ?? [];
  return (
    <SingleChoice
      options={[
        ...ids.map((id) => ({ id, label: <Phrase text={option(id)} /> })),
        { id: UNKNOWN, label: <Phrase text={t('answer.dont-know')} /> },
      ]}
      initial={known.unknown ? UNKNOWN : textOf(known)}
      check={known.check}
      advance={advance}
      compact={fact.sensitivity === 'private'}
      columns={ids.length > MOST_IN_ONE_COLUMN ? 2 : 1}
      labelledBy={labelledBy}
      onChosen={(id) => onSaid(id === UNKNOWN ? dontKnow : { value: id })}
      onReady={onReady}
    />
  );
}
