import type { Path } from './source-file.ts';

/**
 * An overlay (自治体設定) says only what one municipality changes: maps are merged key by key, lists of things with a name
 * are merged by name, everything else is replaced. What the overlay does not name stays the national rule.
 * Something new in such a list goes where the overlay shows it: behind the item that stands before it there.
 */
export function merged(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (isMap(base) && isMap(over)) {
    const result: Record<string, unknown> = { ...base };
    for (const [key, value] of Object.entries(over)) result[key] = merged(base[key], value);
    return result;
  }
  if (Array.isArray(base) && Array.isArray(over) && named(base) && named(over)) return mergedLists(base, over);
  return over;
}

function mergedLists(base: readonly unknown[], over: readonly unknown[]): unknown[] {
  const result: unknown[] = [...base];
  const indexOf = (item: unknown) => result.findIndex((one) => nameOf(one) === nameOf(item));
  over.forEach((item, place) => {
    const index = indexOf(item);
    if (index >= 0) {
      result[index] = merged(result[index], item);
      return;
    }
    const before = place > 0 ? indexOf(over[place - 1]) : -1;
    const behind = over
      .slice(place + 1)
      .map(indexOf)
      .find((found) => found >= 0);
    result.splice(before >= 0 ? before + 1 : (behind ?? result.length), 0, item);
  });
  return result;
}

/** How far a place of the merged whole exists in one of the two it came from, as a path there. */
export function pathIn(part: unknown, whole: unknown, path: Path): Path {
  const found: (string | number)[] = [];
  let here = part;
  let there = whole;
  for (const step of path) {
    if (isMap(here) && Object.hasOwn(here, step)) {
      found.push(step);
      here = here[step];
    } else if (Array.isArray(here) && Array.isArray(there) && typeof step === 'number') {
      const name = named(here) ? nameOf(there[step]) : undefined;
      const index = name === undefined ? step : here.findIndex((item) => nameOf(item) === name);
      if (index < 0 || index >= here.length) break;
      found.push(index);
      here = here[index];
    } else break;
    there = isMap(there) ? there[step] : Array.isArray(there) ? there[Number(step)] : undefined;
  }
  return found;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** By which name an item of a list is known: its id, else what makes it this one question, stop or document. */
function nameOf(item: unknown): string | undefined {
  if (!isMap(item)) return undefined;
  for (const key of ['id', 'group', 'stop', 'screen', 'document', 'form'])
    if (typeof item[key] === 'string') return `${key} ${item[key]}`;
  if (typeof item['include'] === 'string') return `include ${item['include']} ${String(item['parts'])}`;
  if (Array.isArray(item['facts'])) return `id ${item['facts'].join('-')}`;
  if (typeof item['fact'] === 'string' && !('when' in item)) return `id ${item['fact']}`;
  return undefined;
}

const named = (list: readonly unknown[]) => list.every((item) => nameOf(item) !== undefined);
