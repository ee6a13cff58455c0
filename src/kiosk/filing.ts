import { CASE } from '../conditions/index.ts';
import { bringFor, type MayFile, mayFile, type Outlook } from '../engine/index.ts';
import type { Listed } from './listed.ts';

/** What must be said first. */
const ways = ['not-by-agent', 'with-letter', 'to-be-checked', 'here'] as const satisfies readonly MayFile['how'][];

/** Of one line of the list: whether this visitor may file it, and for whom where that differs between people. */
export function filingOf(outlook: Outlook, { findings }: Listed): { how: MayFile['how']; people: readonly number[] }[] {
  const [first] = findings;
  if (!first || first.compiled.procedure.end === 'notice-only') return [];
  const told = ways.flatMap((how) => {
    const own = findings.filter((finding) => mayFile(outlook, finding).how === how);
    return own.length === 0 ? [] : [{ how, people: own.map(({ subject }) => subject).filter((one) => one !== CASE) }];
  });
  return told.length === 1 ? told.map(({ how }) => ({ how, people: [] })) : told;
}

/** What this visitor brings for a line, each document once: what is certain. */
export const bringOf = (outlook: Outlook, { findings }: Listed): string[] => [
  ...new Set(
    findings.flatMap((finding) =>
      bringFor(outlook, finding).flatMap(({ document, needed }) => (needed === 'yes' ? [document] : [])),
    ),
  ),
];
