/** The middle value. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value that `part` of all values do not exceed (nearest rank). NaN where there is none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}
