export type ProgressProps = {
  /** How many are done, and how many there are as far as is known now. */
  done: number;
  total: number;
  /** The same in words: "about 5 more". Always shown. */
  text: string;
};

/** Above this many, dots can no longer be counted at a glance and a bar stands in their place. */
const MOST_DOTS = 12;

/** How far, as dots and in words. It draws what it is given and smooths nothing. */
export function Progress({ done, total, text }: ProgressProps) {
  return (
    <p className="look-progress">
      <span className="look-progress-dots" aria-hidden="true">
        {total <= MOST_DOTS ? (
          Array.from({ length: total }, (_, index) => <i key={index} data-done={index < done || undefined} />)
        ) : (
          <b>
            <b style={{ inlineSize: `${(100 * done) / total}%` }} />
          </b>
        )}
      </span>
      <span>{text}</span>
    </p>
  );
}
