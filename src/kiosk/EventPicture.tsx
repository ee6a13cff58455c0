/** Plain line drawings for the life events of the first screen; an event without one shows a sheet of paper. */
const drawings: Record<string, string> = {
  'moving-in': 'M6 34 24 18l18 16M11 30v18h26V30M20 48V38h8v10M46 20h14v20H46M46 26h14M52 40v8M56 40v8',
  'moving-in-from-abroad': 'M8 44h48M14 44c4-3 8-4 14-6l20-14c4-3 8-2 9 0s-1 5-4 7L34 42M24 40 14 32l4-2 12 4',
  'moving-within': 'M4 34 14 25l10 9M7 32v14h14V32M40 34l10-9 10 9M43 32v14h14V32M27 40h9M33 36l4 4-4 4',
  'moving-out': 'M4 34 20 20l16 14M8 31v17h24V31M17 48V38h6v10M40 38h18M51 31l7 7-7 7',
  'household-change':
    'M20 14a6 6 0 1 0 .1 0M8 46c0-12 5-16 12-16s12 4 12 16M44 18a5 5 0 1 0 .1 0M37 33c2-1 4-2 7-2 7 0 11 4 11 15',
  'child-rearing':
    'M20 10a6 6 0 1 0 .1 0M10 48V34c0-6 4-9 10-9s10 3 10 9v14M44 24a5 5 0 1 0 .1 0M36 48v-5c0-5 3-7 8-7s8 2 8 7v5',
  marriage: 'M24 20a12 12 0 1 0 .1 0M40 20a12 12 0 1 0 .1 0',
  disaster: 'M10 34 32 14l22 20M15 30v20h34V30M32 14l-4 10 7 5-6 9',
  // A pram, and a pair of hands below a house: calm, for everybody. Bereavement and divorce keep the sheet of paper.
  birth: 'M10 22h8l4 18h24a12 12 0 0 0 12-12H20M32 28V14a14 14 0 0 1 14 14M26 48a3 3 0 1 0 .1 0M44 48a3 3 0 1 0 .1 0',
  'long-term-care': 'M14 26 32 12l18 14v12M14 26v12M32 36c-3-4-9-3-9 2 0 4 5 7 9 10 4-3 9-6 9-10 0-5-6-6-9-2',
};
const paper = 'M18 10h20l10 10v34H18zM38 10v10h10M24 30h18M24 38h18M24 46h12';

export const EventPicture = ({ event }: { event: string }) => (
  <svg
    viewBox="0 0 64 60"
    width="72"
    height="68"
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={drawings[event] ?? paper} />
  </svg>
);
