/** Plain line drawings for the few life events of the first screen; an event without one shows a sheet of paper. */
const drawings: Record<string, string> = {
  'moving-in': 'M6 34 24 18l18 16M11 30v18h26V30M20 48V38h8v10M46 20h14v20H46M46 26h14M52 40v8M56 40v8',
  'moving-in-from-abroad': 'M8 44h48M14 44c4-3 8-4 14-6l20-14c4-3 8-2 9 0s-1 5-4 7L34 42M24 40 14 32l4-2 12 4',
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
