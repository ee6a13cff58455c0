import { useWords } from '../wording/index.ts';
import { type AskProps, dontKnow, textOf } from './answer.ts';
import { JapanesePhrase, Phrase } from './Phrase.tsx';
import { SingleChoice } from './SingleChoice.tsx';

const UNKNOWN = '?';

/** One of the people of the case. */
export function AskPerson({ fact, people, known, advance, labelledBy, onSaid, onReady }: AskProps) {
  const { t } = useWords();
  return (
    <SingleChoice
      options={[
        ...people.map(({ id, name, note }) => ({
          id,
          label: <JapanesePhrase text={name} />,
          note: note && <Phrase text={note} />,
        })),
        { id: UNKNOWN, label: <Phrase text={t('answer.dont-know')} /> },
      ]}
      initial={known.unknown ? UNKNOWN : textOf(known)}
      check={known.check}
      advance={advance}
      compact={fact.sensitivity === 'private'}
      columns={2}
      labelledBy={labelledBy}
      onChosen={(id) => onSaid(id === UNKNOWN ? dontKnow : { value: id })}
      onReady={onReady}
    />
  );
}
