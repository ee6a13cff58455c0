import { pointsOf } from '../look/index.ts';
import type { Mark, Page } from '../paperwork/index.ts';

/** Pages exactly as they are printed: the same drawing stands on the screen and goes to the printer. */
export function PaperPages({ pages, label }: { pages: readonly Page[]; label?: (page: number) => string }) {
  return pages.map(({ width, height, marks }, index) => (
    <svg
      className="kiosk-paper"
      // oxlint-disable-next-line react/no-array-index-key -- pages have no other name and never change places
      key={index}
      viewBox={`0 0 ${width} ${height}`}
      data-paper={`${height > 1000 || width > 1000 ? 'a3' : 'a4'}-${width > height ? 'landscape' : 'portrait'}`}
      {...(label ? { role: 'img', 'aria-label': label(index + 1) } : {})}
    >
      {marks.map((mark, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- as above
        <Drawn key={at} mark={mark} />
      ))}
    </svg>
  ));
}

const grey = (lightness: number) =>
  `rgb(${Math.round(lightness * 255)} ${Math.round(lightness * 255)} ${Math.round(lightness * 255)})`;

function Drawn({ mark }: { mark: Mark }) {
  if (mark.kind === 'text')
    return (
      <text x={mark.x} y={mark.y} fontSize={mark.size} fill={grey(mark.grey ? 0.3 : 0)}>
        {mark.text}
      </text>
    );
  if (mark.kind === 'rect')
    return (
      <rect
        x={mark.x}
        y={mark.y}
        width={mark.width}
        height={mark.height}
        fill={mark.fill === undefined ? 'none' : grey(mark.fill)}
        {...(mark.line === undefined ? {} : { stroke: grey(0.25), strokeWidth: mark.line })}
      />
    );
  if (mark.kind === 'emblem')
    return (
      <g transform={`translate(${mark.x} ${mark.y}) scale(${mark.size / mark.emblem.height})`}>
        {mark.emblem.paths.map((path) => (
          <path key={path} d={path} />
        ))}
      </g>
    );
  if (mark.kind === 'stroke')
    return <polyline points={pointsOf(mark.points)} fill="none" stroke="black" strokeWidth={1} strokeLinecap="round" />;
  if (mark.kind === 'across')
    return (
      <text
        x={mark.x}
        y={mark.y}
        fontSize={mark.size}
        fillOpacity={0.22}
        textAnchor="middle"
        transform={`rotate(${-mark.turn} ${mark.x} ${mark.y})`}
      >
        {mark.text}
      </text>
    );
  const { x, y, size } = mark;
  const corners = [
    [0.15, 0.5],
    [0.42, 0.85],
    [0.95, 0.05],
  ] as const;
  return (
    <polyline
      points={corners.map(([right, down]) => `${x + size * right},${y + size * down}`).join(' ')}
      fill="none"
      stroke="black"
      strokeWidth={1.3}
      strokeLinecap="round"
    />
  );
}
