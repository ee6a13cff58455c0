import type { Content } from '../../content.ts';
import { Dependencies, type Node } from '../../dependencies.ts';
import type { Assembled } from '../assemble.ts';

const kinds: Record<string, string> = { fact: 'fact', people: 'set of people', condition: 'condition' };

/** Nothing waits for itself: neither a fact for its own value, nor a procedure for its own end. */
export function checkCycles({ ledger }: Assembled, content: Content): void {
  const told = new Set<string>();
  const tell = (ring: readonly Node[]) => {
    const [first] = ring.toSorted();
    const key = ring.toSorted().join(' ');
    if (first === undefined || told.has(key)) return;
    told.add(key);
    const start = ring.indexOf(first);
    const names = [...ring.slice(start), ...ring.slice(0, start), first].map((node) => {
      const [kind = '', id = ''] = node.split(':');
      return `${kinds[kind] ?? kind} "${id}"`;
    });
    ledger.error(
      first,
      [],
      'cycle',
      `This depends on itself: ${names.join(' → ')}.`,
      'Take one of these out of the condition or computation of the one before it; being asked only under a condition counts too.',
    );
  };
  for (const ring of new Dependencies(content).rings()) tell(ring);
  for (const event of content.events) for (const ring of new Dependencies(content, [event]).rings()) tell(ring);
  const procedures = new Map(content.procedures.map((procedure) => [procedure.id, procedure]));
  for (const { id } of content.procedures) {
    const before = new Set(procedures.get(id)?.after);
    for (const other of before) for (const more of procedures.get(other)?.after ?? []) before.add(more);
    if (before.has(id))
      ledger.error(
        `procedure:${id}`,
        ['after'],
        'cycle',
        'This procedure must be done after itself.',
        'Take one of the names out of "after".',
      );
  }
}
