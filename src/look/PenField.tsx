import { type PointerEvent, useRef } from 'react';

/** One line of the pen: x and y in turn, in a field of 3000 by 1000. */
export type Stroke = readonly number[];

const WIDTH = 3000;
const HEIGHT = 1000;
/** Points nearer than this to the one before tell nothing more. */
const NEAR = 8;
const MOST_STROKES = 200;
const MOST_NUMBERS = 2000;

export type PenFieldProps = {
  strokes: readonly Stroke[];
  onChange: (strokes: readonly Stroke[]) => void;
  label: string;
};

/**
 * A field to write in with finger, pen or mouse. What is written is lines and no picture: it stays sharp at any size.
 * Whoever uses neither writes elsewhere: a way that needs no pen has to stand beside it.
 */
export function PenField({ strokes, onChange, label }: PenFieldProps) {
  const pen = useRef<number>(undefined);
  const at = (event: PointerEvent<SVGSVGElement>): [number, number] => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const within = (share: number, whole: number) => Math.round(Math.min(1, Math.max(0, share)) * whole);
    return [within((event.clientX - left) / width, WIDTH), within((event.clientY - top) / height, HEIGHT)];
  };
  const lift = () => {
    pen.current = undefined;
  };
  return (
    <svg
      className="look-pen"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      {...pictureOf(label)}
      onPointerDown={(event) => {
        if (!event.isPrimary || strokes.length >= MOST_STROKES) return;
        pen.current = event.pointerId;
        event.currentTarget.setPointerCapture(event.pointerId);
        onChange([...strokes, at(event)]);
      }}
      onPointerMove={(event) => {
        const line = strokes.at(-1);
        if (pen.current !== event.pointerId || !line || line.length >= MOST_NUMBERS) return;
        const [x, y] = at(event);
        if (Math.hypot(x - (line.at(-2) ?? 0), y - (line.at(-1) ?? 0)) >= NEAR)
          onChange([...strokes.slice(0, -1), [...line, x, y]]);
      }}
      onPointerUp={lift}
      onPointerCancel={lift}
    >
      <line className="look-pen-base" x1={100} x2={WIDTH - 100} y1={HEIGHT * 0.8} y2={HEIGHT * 0.8} />
      <Strokes strokes={strokes} />
    </svg>
  );
}

/** What was written, to look at. */
export function Written({ strokes, label }: { strokes: readonly Stroke[]; label: string }) {
  return (
    <svg className="look-pen" data-still="" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} {...pictureOf(label)}>
      <Strokes strokes={strokes} />
    </svg>
  );
}

/** An SVG is one picture to who does not see it, with these words. */
const pictureOf = (label: string) => ({ role: 'img', 'aria-label': label });

function Strokes({ strokes }: { strokes: readonly Stroke[] }) {
  return strokes.map((points, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- lines have no other name and never change places
    <polyline key={index} points={pointsOf(points)} />
  ));
}

/** The points of a line as SVG wants them; a dot is a line to itself, of which the round ends are seen. */
export const pointsOf = (stroke: Stroke): string => (stroke.length === 2 ? [...stroke, ...stroke] : stroke).join(' ');
