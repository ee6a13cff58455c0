import type { AskProps } from './answer.ts';
import { dontKnow } from './answer.ts';
import { Phrase } from './Phrase.tsx';
import { SingleChoice } from './SingleChoice.tsx';
import { useWords } from '../wording/index.ts';

const UNKNOWN = 'unknown';

/** はい・いいえ・わからない */
export function AskBoolean({ fact, known, advance, labelledBy, onSaid, onReady }: AskProps) {
  const { t } = useWords();
  const initial = typeof known.value === 'boolean' ? String(known.value) : known.unknown ? UNKNOWN : undefined;
  return (
    <SingleChoice
      options={[
        { id: 'true', label: <Phrase text={t('answer.yes')} /> },
        { id: 'false', label: <Phrase text={t('answer.no')} /> },
        { id: UNKNOWN, label: <Phrase text={t('answer.dont-know')} /> },
      ]}
      initial={initial}
      check={known.check}
      advance={advance}
      compact={fact.sensitivity === 'private'}
      columns={3}
      labelledBy={labelledBy}
      onChosen={(id) => onSaid(id === UNKNOWN ? dontKnow : { value: id === 'true' })}
      onReady={onReady}
    />
  );
}
