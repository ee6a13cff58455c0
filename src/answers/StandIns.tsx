import { type ReactNode, useId } from 'react';
import type { Said } from '../case/index.ts';
import { Choice, ChoiceGroup, Notice } from '../look/index.ts';
import { useWords } from '../wording/index.ts';
import { dontKnow, type Known } from './answer.ts';
import { Phrase } from './Phrase.tsx';

export interface StandInsProps {
  /** What was picked instead of typing, if anything. */
  chosen: string | undefined;
  /** Answers besides "I don't know" that stand in for typing. */
  others?: readonly { id: string; label: ReactNode; said: Said }[];
  advance: boolean;
  /** Nothing when the answer was taken back, to type after all. */
  onChosen: (id: string | undefined) => void;
  onSaid: (said: Said) => void;
}

export const UNKNOWN = 'unknown';

/** Below what is typed: the answers that can be given without typing. They lead on by themselves. */
export function StandIns({ chosen, others = [], advance, onChosen, onSaid }: StandInsProps) {
  const { t, plain } = useWords();
  const name = useId();
  const all = [...others, { id: UNKNOWN, label: <Phrase text={t('answer.dont-know')} />, said: dontKnow }];
  return (
    <ChoiceGroup labelledBy={`${name}-or`}>
      <span id={`${name}-or`} hidden>
        {plain('answer.or')}
      </span>
      {all.map(({ id, label, said }) => (
        <Choice
          key={id}
          kind="checkbox"
          size="compact"
          name={name}
          value={id}
          checked={id === chosen}
          onPick={(on) => {
            onChosen(on || advance ? id : undefined);
            if (advance) onSaid(said);
          }}
          label={label}
        />
      ))}
    </ChoiceGroup>
  );
}

/** The amber notice above an answer that was typed before its branch was left. */
export function CheckNotice({ known }: { known: Known }) {
  const { t } = useWords();
  if (!known.check || (known.value === undefined && !known.unknown)) return null;
  return (
    <Notice kind="check" title={<Phrase text={t('question.please-check')} />}>
      <p>
        <Phrase text={t('question.please-check.text')} />
      </p>
    </Notice>
  );
}
