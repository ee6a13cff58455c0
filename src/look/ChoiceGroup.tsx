import type { ReactNode } from 'react';

export type ChoiceGroupProps = {
  children: ReactNode;
  /** What the choices answer, seen as a small heading. */
  legend?: ReactNode;
  /** Instead of a legend: the id of the element that asks, for instance of the `Question` above. */
  labelledBy?: string | undefined;
  /** Ids of a hint or an error. */
  describedBy?: string | undefined;
  /** How many stand side by side where there is room. Default: as many as fit. */
  columns?: 1 | 2 | 3 | 4 | undefined;
};

/** Choices that belong together. */
export function ChoiceGroup({ children, legend, labelledBy, describedBy, columns }: ChoiceGroupProps) {
  return (
    <fieldset
      className="look-choices"
      data-columns={columns}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
    >
      {legend && <legend>{legend}</legend>}
      <div>{children}</div>
    </fieldset>
  );
}
