import { type ReactNode, useEffect, useRef } from 'react';
import { Scroller } from './Scroller.tsx';

export type FrameProps = {
  /** Changes with the screen: the main part goes to its top and the heading takes the focus. */
  screen: string;
  children: ReactNode;
  /** Where I am. */
  title: ReactNode;
  /** How far. */
  progress?: ReactNode;
  /** Language, text size, contrast, voice. */
  controls?: ReactNode;
  /** Stands beside the question on a wide screen, above it, out of reach but in sight, on a high one. */
  aside?: ReactNode;
  asideLabel?: string | undefined;
  /** The three places of the footer. They never move; an empty one stays empty. */
  back?: ReactNode;
  call?: ReactNode;
  next?: ReactNode;
  /** Words of the button that scrolls down, shown while there is more below. */
  moreLabel: string;
  /** The middle is nothing for the ears of others: `data-private`, for whoever reads aloud. */
  discreet?: boolean | undefined;
};

/**
 * The frame of every screen: a quiet header, the question, three fixed places at thumb height. Only the middle scrolls.
 * What has to be touched begins below the upper third, within reach of somebody who sits.
 */
export function Frame(props: FrameProps) {
  const { screen, children, title, progress, controls, aside, asideLabel, back, call, next, moreLabel, discreet } =
    props;
  const view = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const place = view.current;
    if (!place) return;
    place.scrollTop = 0;
    place.querySelector('h1')?.focus({ preventScroll: true });
  }, [screen]);

  return (
    <div className="look-frame" data-screen={screen}>
      <header className="look-frame-header" data-scan-group="">
        <div className="look-frame-title">{title}</div>
        <div className="look-frame-progress">{progress}</div>
        <div className="look-frame-controls">{controls}</div>
      </header>
      <Scroller view={view} moreLabel={moreLabel}>
        <main className="look-frame-main" data-private={discreet ? '' : undefined}>
          {children}
        </main>
      </Scroller>
      {aside && (
        <aside className="look-frame-aside" aria-label={asideLabel} data-scan-group="">
          {aside}
        </aside>
      )}
      <footer className="look-frame-footer">
        <div>{back}</div>
        <div>{call}</div>
        <div>{next}</div>
      </footer>
    </div>
  );
}
