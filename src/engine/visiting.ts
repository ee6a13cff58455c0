import { type Finding, inOrder } from './determine.ts';

/** One stop at a desk (窓口), with what is done there in its order. */
export interface DeskVisit {
  desk: string;
  findings: Finding[];
}

/**
 * 窓口をまわる順番: at each desk as much as can be done there at once, and nothing before what it must come after (the
 * resident record before the card, the card before its certificate). What is lost first leads; a desk comes twice only
 * where the order demands it. Notices and other offices are no stops.
 */
export function visitingOrder(findings: readonly Finding[]): DeskVisit[] {
  const open = inOrder(findings).filter(
    ({ compiled: { procedure } }) => procedure.end !== 'another-office' && procedure.end !== 'notice-only',
  );
  const visits: DeskVisit[] = [];
  while (open.length > 0) {
    const desks = [...new Set(open.map(deskOf))].map((desk) => ({ desk, ready: readyAt(desk, open) }));
    const whole = desks.find(({ desk, ready }) => ready.length === open.filter((one) => deskOf(one) === desk).length);
    const { desk, ready } = whole ?? desks.find((one) => one.ready.length > 0) ?? ringAt(open);
    visits.push({ desk, findings: ready });
    for (const done of ready) open.splice(open.indexOf(done), 1);
  }
  return visits;
}

const idOf = ({ compiled }: Finding) => compiled.procedure.id;
const deskOf = ({ compiled }: Finding) => compiled.procedure.desk;

/** What one desk can do now, one thing after the other. */
function readyAt(desk: string, open: readonly Finding[]): Finding[] {
  const ready: Finding[] = [];
  const waiting = open.filter((one) => deskOf(one) === desk);
  for (;;) {
    const undone = new Set(open.filter((one) => !ready.includes(one)).map(idOf));
    const next = waiting.find(
      (one) => !ready.includes(one) && one.compiled.procedure.after.every((id) => id === idOf(one) || !undone.has(id)),
    );
    if (!next) return ready;
    ready.push(next);
  }
}

/** Content whose procedures wait for one another in a ring (its checks report it) is visited all the same. */
function ringAt([first, ...others]: readonly Finding[]): { desk: string; ready: Finding[] } {
  if (!first) return { desk: '', ready: [] };
  return { desk: deskOf(first), ready: [first, ...others.filter((one) => deskOf(one) === deskOf(first))] };
}
