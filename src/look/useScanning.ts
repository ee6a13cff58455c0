import { useEffect, useEffectEvent, useRef } from 'react';
import { placeNow, targetsIn } from './targets.ts';

export type ScanningOptions = {
  enabled: boolean;
  /** How long each target stays highlighted, in milliseconds. */
  interval: number;
  /** The keys that the one switch may send (`KeyboardEvent.key`). Default: Space and Enter. */
  keys?: readonly string[] | undefined;
  /** Called with what is highlighted now: the place to read it aloud. */
  onHighlight?: ((element: HTMLElement) => void) | undefined;
};

const spaceAndEnter = [' ', 'Enter'] as const;
const groups = '[data-scan-group]';
const mark = 'data-scanned';

/** How often the targets of a group come by before the scan leaves it again. */
const ROUNDS_IN_GROUP = 2;

/**
 * One-switch scanning: everything on the screen is highlighted in turn, beginning with the question, then footer and
 * header, and one key presses what is highlighted. An element with `data-scan-group` (a row of a pad, the header)
 * stands as one stop; pressing it goes through its targets, and leaves it after a press or two empty rounds. Over an
 * open dialog only the dialog is scanned.
 */
export function useScanning({ enabled, interval, keys = spaceAndEnter, onHighlight }: ScanningOptions): void {
  const at = useRef<HTMLElement | null>(null);
  const group = useRef<HTMLElement | null>(null);
  const passed = useRef(0);

  const highlight = useEffectEvent((element: HTMLElement | undefined) => {
    at.current?.removeAttribute(mark);
    at.current = element ?? null;
    if (!element) return;
    element.setAttribute(mark, '');
    element.focus(); // a group cannot take the focus and stays only marked
    element.scrollIntoView({ block: 'nearest' });
    onHighlight?.(element);
  });

  const step = useEffectEvent(() => {
    const place = placeNow();
    if (group.current && !place.contains(group.current)) group.current = null;
    let stops = stopsIn(place, group.current);
    if (group.current && (stops.length === 0 || passed.current >= stops.length * ROUNDS_IN_GROUP)) {
      highlight(group.current);
      group.current = null;
      stops = [];
    }
    if (stops.length === 0 && at.current?.isConnected && place.contains(at.current)) return;
    const here = at.current ? stops.indexOf(at.current) : -1;
    passed.current += 1;
    highlight(stops[(here + 1) % stops.length]);
  });

  const pressHighlighted = useEffectEvent(() => {
    const element = at.current;
    if (!element || !placeNow().contains(element)) return step();
    if (element.matches(groups) && group.current === null) {
      const [first] = stopsIn(placeNow(), element);
      if (!first) return;
      group.current = element;
      passed.current = 1;
      return highlight(first);
    }
    const row = group.current;
    group.current = null;
    element.click();
    if (row?.isConnected) highlight(row);
  });

  const isSwitch = useEffectEvent((key: string) => keys.includes(key));

  useEffect(() => {
    if (!enabled) return;
    const start = () => setInterval(() => step(), interval);
    let timer = start();
    const press = (event: KeyboardEvent) => {
      if (!isSwitch(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.type === 'keyup' || event.repeat) return;
      clearInterval(timer);
      pressHighlighted();
      timer = start(); // what is highlighted now gets its whole time
    };
    // Before the browser presses the focused element by itself; `keyup` is where Space presses a button.
    document.addEventListener('keydown', press, true);
    document.addEventListener('keyup', press, true);
    return () => {
      clearInterval(timer);
      document.removeEventListener('keydown', press, true);
      document.removeEventListener('keyup', press, true);
      at.current?.removeAttribute(mark);
      at.current = null;
      group.current = null;
    };
  }, [enabled, interval]);
}

/** What is highlighted in turn: the targets of the group, or of the whole place with each group as one stop. */
function stopsIn(place: HTMLElement, group: HTMLElement | null): HTMLElement[] {
  if (group) return targetsIn(group);
  // A dialog may be part of the header that opened it: only groups inside the place count.
  const groupOf = (target: HTMLElement) => {
    const around = target.closest<HTMLElement>(groups);
    return around && around !== place && place.contains(around) ? around : target;
  };
  const stops = new Set(targetsIn(place).map(groupOf));
  const ordered = [...stops];
  const question = ordered.findIndex((stop) => stop.closest('main'));
  return question > 0 ? [...ordered.slice(question), ...ordered.slice(0, question)] : ordered;
}
