import type { ReactNode } from 'react';
import { usePress } from './press.ts';

export type SheetBox = {
  id: string;
  filled: boolean;
  /** How wide it stands on the small sheet, in sixths of the line. Default 2. */
  width?: 1 | 2 | 3 | 4 | undefined;
};

export type SheetProps = {
  title: string;
  boxes: readonly SheetBox[];
  /** How much is filled, in words or figures. */
  summary: string;
  /** Enlarges it. Without, the sheet is only looked at. */
  onOpen?: (() => void) | undefined;
};

/** A sheet of paper in small: its boxes are filled or empty, what is in them cannot be read from here. */
export function Sheet({ title, boxes, summary, onOpen }: SheetProps) {
  const press = usePress<HTMLButtonElement>(() => onOpen?.());
  const paper = (
    <>
      <span className="look-sheet-title">{title}</span>
      <span className="look-sheet-boxes" aria-hidden="true">
        {boxes.map(({ id, filled, width = 2 }) => (
          <i key={id} data-filled={filled || undefined} data-width={width} />
        ))}
      </span>
      <span className="look-sheet-summary">{summary}</span>
    </>
  );
  if (!onOpen) return <div className="look-sheet">{paper}</div>;
  return (
    <button type="button" className="look-sheet" {...press}>
      {paper}
    </button>
  );
}

/** Sheets side by side. */
export function Sheets({ sheets }: { sheets: readonly (SheetProps & { id: string })[] }) {
  return (
    <ul className="look-sheets">
      {sheets.map(({ id, ...sheet }) => (
        <li key={id}>
          <Sheet {...sheet} />
        </li>
      ))}
    </ul>
  );
}

export type OpenSheetBox = {
  id: string;
  label: ReactNode;
  /** What is in the box; empty when there is nothing yet. */
  value: ReactNode;
  /** Where it came from, in a word or two. */
  mark?: ReactNode;
  /** Words of the amber mark when it has to be looked at. */
  pleaseCheck?: string | undefined;
};

/** The same sheet enlarged: each box with its label, its content and where that came from. */
export function OpenSheet({ boxes }: { boxes: readonly OpenSheetBox[] }) {
  return (
    <dl className="look-open-sheet">
      {boxes.map(({ id, label, value, mark, pleaseCheck }) => (
        <div key={id} data-check={pleaseCheck ? true : undefined}>
          <dt>{label}</dt>
          <dd>
            <span className="look-open-sheet-value">{value}</span>
            {pleaseCheck && <span className="look-please-check">{pleaseCheck}</span>}
            {mark && <span className="look-open-sheet-mark">{mark}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
