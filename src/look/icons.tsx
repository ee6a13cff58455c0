/** Line drawings on a 24-unit grid. They are never shown without words, so they are hidden from screen readers. */
const lines = {
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  down: 'M5 9l7 7 7-7',
  tick: 'M4.5 12.5l5 5 10-11',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  erase: 'M9 5h11v14H9l-6-7zM12.5 9.5l5 5M17.5 9.5l-5 5',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4M12 3v2',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.5v.5',
  check: 'M12 4L2.5 20h19zM12 10v5M12 17.3v.2',
  error: 'M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 7.5V13M12 16v.5',
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 2.5 4 5.5 4 9s-1 6.5-4 9M12 3c-3 2.5-4 5.5-4 9s1 6.5 4 9',
  letters: 'M3 19l5-13 5 13M4.8 15h6.4M14.5 19l3.2-8 3.3 8M15.6 16.5h4.3',
  contrast: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 3v18M12 7h4M12 11h6M12 15h5.5',
  speaker: 'M4 9.5h3.5L12 6v12l-4.5-3.5H4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  card: 'M3 6h18v12H3zM3 10h18M6.5 14.5h5',
  paper: 'M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7',
  person: 'M12 4a3.8 3.8 0 1 0 0 7.6A3.8 3.8 0 0 0 12 4zM4.5 20.5c.5-4 3.5-6.2 7.5-6.2s7 2.2 7.5 6.2',
  print: 'M7 8V3.5h10V8M7 17H4V8h16v9h-3M7 14h10v6.5H7z',
  phone: 'M8 3h8v18H8zM11 18.5h2',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5.5l3.5 2',
  question: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.5v.3',
} as const;

export type IconName = keyof typeof lines;

/** A small line drawing beside words, as large as the text it stands in. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="look-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={lines[name]} />
    </svg>
  );
}
