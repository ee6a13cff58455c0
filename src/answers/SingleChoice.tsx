import { type ReactNode, useId, useState } from 'react';
import { Choice, ChoiceGroup, type ChoiceGroupProps } from '../look/index.ts';
import { useWords } from '../wording/index.ts';
import type { OnReady } from './answer.ts';
import { useReady } from './useReady.ts';

export interface Option {
  id: string;
  label: ReactNode;
  note?: ReactNode;
}

export interface SingleChoiceProps {
  options: readonly Option[];
  /** The option chosen before. */
  initial: string | undefined;
  check: boolean;
  /** A choice leads on by itself; else it waits for Next. */
  advance: boolean;
  compact?: boolean | undefined;
  columns?: ChoiceGroupProps['columns'];
  labelledBy: string | undefined;
  onChosen: (id: string) => void;
  onReady: OnReady;
}

/** One of several. Choosing again what is chosen leads on too. */
export function SingleChoice(props: SingleChoiceProps) {
  const { options, initial, check, advance, compact, columns, labelledBy, onChosen, onReady } = props;
  const words = useWords();
  const name = useId();
  const [chosen, setChosen] = useState(initial);
  useReady(onReady, chosen === undefined ? undefined : () => onChosen(chosen));
  return (
    <ChoiceGroup labelledBy={labelledBy} columns={columns}>
      {options.map(({ id, label, note }) => (
        <Choice
          key={id}
          kind="radio"
          name={name}
          value={id}
          size={compact ? 'compact' : undefined}
          checked={id === chosen}
          onPick={() => {
            setChosen(id);
            if (advance) onChosen(id);
          }}
          label={label}
          note={note}
          pleaseCheck={check && id === initial && id === chosen ? words.plain('question.please-check') : undefined}
        />
      ))}
    </ChoiceGroup>
  );
}
