import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export type StepState = 'todo' | 'doing' | 'done';

export type StepsProps = {
  steps: readonly { id: string; label: ReactNode; state: StepState }[];
  /** The states in words, for those who do not see the ticks. */
  words: Record<StepState, string>;
};

/** A few steps one after the other that tick as they are done. */
export function Steps({ steps, words }: StepsProps) {
  return (
    <ol className="look-steps">
      {steps.map(({ id, label, state }, index) => (
        <li key={id} data-state={state} aria-current={state === 'doing' ? 'step' : undefined}>
          <span className="look-steps-mark" aria-hidden="true">
            {state === 'done' ? <Icon name="tick" /> : index + 1}
          </span>
          <span>{label}</span>
          <VisuallyHidden>{words[state]}</VisuallyHidden>
        </li>
      ))}
    </ol>
  );
}
