import { type ReactNode, useId, useState } from 'react';
import { Choice, ChoiceGroup, type ChoiceGroupProps } from '../look/index.ts';
import { useWords } from '../wording/index.ts';
import type { OnReady } from './answer.ts';
import { Phrase } from './Phrase.tsx';
import { useReady } from './useReady.ts';

/** The ids that are ticked; none of them ticked is an answer too, when it was said. */
export type Ticked = readonly string[] | 'unknown';

export interface TicksProps {
  items: readonly { id: string; label: ReactNode; note?: ReactNode }[];
  /** What was answered before, if anything. */
  initial: Ticked | undefined;
  check: boolean;
  /** Answers for all items at once lead on by themselves; ticks wait for Next. */
  advance: boolean;
  compact?: boolean | undefined;
  columns?: ChoiceGroupProps['columns'];
  /** Words for "all of them"; without, it is not offered. */
  all?: ReactNode;
  none: ReactNode;
  labelledBy: string | undefined;
  onTicked: (ticked: Ticked) => void;
  onReady: OnReady;
}

/** Any number of several, and below them the answers that stand for all at once: all, none, don't know. */
export function Ticks(props: TicksProps) {
  const { items, initial, check, advance, compact, columns, all, none, labelledBy, onTicked, onReady } = props;
  const { plain } = useWords();
  const name = useId();
  const [ticked, setTicked] = useState<Ticked | undefined>(initial);
  useReady(onReady, ticked === undefined ? undefined : () => onTicked(ticked));

  const ids = ticked === undefined || ticked === 'unknown' ? [] : ticked;
  const unchanged = ticked === initial;
  const mark = check && unchanged ? plain('question.please-check') : undefined;
  const tick = (id: string, on: boolean) => {
    const left = items.map((item) => item.id).filter((each) => (each === id ? on : ids.includes(each)));
    setTicked(left.length === 0 ? undefined : left);
  };
  return (
    <>
      <ChoiceGroup labelledBy={labelledBy} columns={columns}>
        {items.map(({ id, label, note }) => (
          <Choice
            key={id}
            kind="checkbox"
            name={name}
            value={id}
            size={compact ? 'compact' : undefined}
            checked={ids.includes(id)}
            onPick={(on) => tick(id, on)}
            label={label}
            note={note}
            pleaseCheck={ids.includes(id) ? mark : undefined}
          />
        ))}
      </ChoiceGroup>
      <ForAll
        name={name}
        ticked={ticked}
        everything={items.map(({ id }) => id)}
        all={all}
        none={none}
        mark={mark}
        labelledBy={labelledBy}
        advance={advance}
        onPick={(answer) => {
          setTicked(answer);
          if (answer !== undefined && advance) onTicked(answer);
        }}
      />
    </>
  );
}

export interface ForAllProps {
  name: string;
  ticked: Ticked | undefined;
  everything: readonly string[];
  all?: ReactNode;
  none: ReactNode;
  mark: string | undefined;
  labelledBy: string | undefined;
  /** Nothing when the answer was taken back. */
  onPick: (answer: Ticked | undefined) => void;
  advance: boolean;
}

/** The answers that stand for all items at once: all, none, don't know. */
export function ForAll(props: ForAllProps) {
  const { name, ticked, everything, all, none, mark, labelledBy, onPick, advance } = props;
  const { t } = useWords();
  const given = (answer: Ticked) => ticked !== undefined && String(ticked) === String(answer);
  const answers: { id: string; label: ReactNode; answer: Ticked }[] = [
    { id: 'none', label: none, answer: [] },
    { id: 'unknown', label: <Phrase text={t('answer.dont-know')} />, answer: 'unknown' },
  ];
  if (all !== undefined) answers.unshift({ id: 'all', label: all, answer: everything });
  return (
    <ChoiceGroup labelledBy={labelledBy}>
      {answers.map(({ id, label, answer }) => (
        <Choice
          key={id}
          kind="checkbox"
          size="compact"
          name={name}
          value={id}
          checked={given(answer)}
          onPick={(on) => onPick(on || advance ? answer : undefined)}
          label={label}
          pleaseCheck={given(answer) && id !== 'all' ? mark : undefined}
        />
      ))}
    </ChoiceGroup>
  );
}
