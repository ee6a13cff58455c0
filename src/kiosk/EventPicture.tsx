/** Plain line drawings for the few life events of the first screen; an event without one shows a sheet of paper. */
const drawings: Record<string, string> = {
  'moving-in': 'M6 34 24 18l18 16M11 30v18h26V30M20 48V38h8v10M46 20h14v20H46M46 26h14M52 40v8M56 40v8',
  'moving-in-from-abroad': 'M8 44h48M14 44c4-3 8-4 14-6l20-14c4-3 8-2 9 0s-1 5-4 7L34 42M24 40 14 32l4-2 12 4',
  // A pram, and a pair of hands below a house: calm, for everybody. Bereavement keeps the sheet of paper.
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
