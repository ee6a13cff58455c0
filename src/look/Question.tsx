import { type ReactNode, useId } from 'react';

export type QuestionProps = {
  children: ReactNode;
  /** To name a group of choices after the question (`labelledBy`). */
  id?: string | undefined;
  /** One or two sentences below, in the size of the text. */
  note?: ReactNode;
};

/** The one question (or statement) of a screen: its heading. `Frame` puts the focus on it when the screen changes. */
export function Question({ children, id, note }: QuestionProps) {
  const own = useId();
  return (
    <div className="look-question">
      <h1 id={id ?? own} tabIndex={-1}>
        {children}
      </h1>
      {note && <p>{note}</p>}
    </div>
  );
}
