/** What the process with the virtual card is told to do. */
export type VirtualCardMessage =
  | { readonly do: 'place'; readonly sample: string }
  | { readonly do: 'put-back' | 'remove' | 'report' };

/** Its answer: what the card received since the last report, and how often it was reset or lost its power. */
export interface Told {
  readonly received: readonly string[];
  readonly resets: number;
}
