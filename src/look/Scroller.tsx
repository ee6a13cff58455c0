import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { ActionButton } from './ActionButton.tsx';

export type ScrollerProps = {
  children: ReactNode;
  /** Words of the button that scrolls down, shown while there is more below: nobody has to drag. */
  moreLabel: string | undefined;
  /** The part that scrolls, for those who set where it stands. */
  view: RefObject<HTMLDivElement | null>;
};

/** What scrolls, with a button for those who cannot drag and those who would not see that there is more. */
export function Scroller({ children, moreLabel, view }: ScrollerProps) {
  const end = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState(false);

  useEffect(() => {
    if (!end.current) return;
    const watch = new IntersectionObserver(
      (entries) => {
        const entry = entries.at(-1);
        if (!entry) return;
        const { target, isIntersecting } = entry;
        const leaving = isIntersecting && target.nextElementSibling?.contains(document.activeElement);
        if (leaving && target instanceof HTMLElement) target.focus({ preventScroll: true }); // the button goes
        setMore(!isIntersecting);
      },
      { root: view.current },
    );
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [view]);

  const scrollDown = () => {
    const { current } = view;
    current?.scrollBy({ top: current.clientHeight * 0.7 });
  };

  return (
    <div className="look-scroller" ref={view}>
      {children}
      <div ref={end} className="look-scroller-end" tabIndex={-1} />
      {more && moreLabel && (
        <div className="look-scroller-more">
          <div>
            <ActionButton icon="down" onPress={scrollDown}>
              {moreLabel}
            </ActionButton>
          </div>
        </div>
      )}
    </div>
  );
}
