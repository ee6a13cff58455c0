/**
 * An overlay (自治体設定) says only what one municipality changes: maps are merged key by key, lists of things with an id
 * are merged by id, everything else is replaced. What the overlay does not name stays the national rule.
 */
export function merged(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (isMap(base) && isMap(over)) {
    const result: Record<string, unknown> = { ...base };
    for (const [key, value] of Object.entries(over)) result[key] = merged(base[key], value);
    return result;
  }
  if (Array.isArray(base) && Array.isArray(over) && named(base) && named(over)) {
    const result: unknown[] = [...base];
    for (const item of over) {
      const index = result.findIndex((one) => nameOf(one) === nameOf(item));
      if (index >= 0) result[index] = merged(result[index], item);
      else result.push(item);
    }
    return result;
  }
  return over;
}

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const keys = ['id', 'group', 'stop', 'screen', 'document'] as const;

/** By which name an item of a list is known. */
export function nameOf(item: unknown): string | undefined {
  if (!isMap(item)) return undefined;
  for (const key of keys) if (typeof item[key] === 'string') return `${key}:${item[key]}`;
  return undefined;
}

const named = (list: readonly unknown[]) => list.every((item) => nameOf(item) !== undefined);
