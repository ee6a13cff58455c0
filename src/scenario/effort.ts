import { daysBetween, isDate } from '../basics/index.ts';
import type { Said } from '../case/index.ts';
import type { Fact } from '../content/index.ts';
import type { Put, Run } from './run.ts';

/** What a visit costs the resident's hands. */
export interface Effort {
  /** Presses on answers, and on Next where an answer does not lead on by itself. */
  taps: number;
  /** Characters and digits typed, on a keyboard or a number pad. */
  typed: number;
  /** Of them those of the telephone number. */
  typedPhone: number;
}

/** Days back from today that are offered as answers of their own. */
export const RECENT_DAYS = 14;

/** Counts taps and typed characters of a visit, by how the kiosk asks each kind of fact. */
export function effortOf(run: Run): Effort {
  const { program, view } = run.client.visit.outlook;
  const total: Effort = { taps: 0, typed: 0, typedPhone: 0 };
  for (const put of run.put) {
    const facts = put.facts.flatMap((id) => program.byId.get(id)?.fact ?? []);
    const [fact] = facts;
    if (!fact) continue;
    const { taps, typed } = effortOfAnswer(put, facts, view.state.today);
    total.taps += taps;
    total.typed += typed;
    if (fact.type === 'phone') total.typedPhone += typed;
  }
  return total;
}

function effortOfAnswer(put: Put, facts: Fact[], today: string): { taps: number; typed: number } {
  const [fact] = facts;
  const unknown = put.statements.length > 0 && put.statements.every(({ said }) => 'unknown' in said);
  if (unknown || !fact) return { taps: 1, typed: 0 };
  const ticked = put.statements.filter(({ said }) => 'value' in said && said.value === true).length;
  const several = put.subjects.length > 1;
  if (facts.length > 1 || several) {
    if (ticked === 0 || (facts.length === 1 && ticked === put.subjects.length)) return { taps: 1, typed: 0 };
    const items = facts.filter(({ id }) => put.statements.some((one) => one.fact === id && 'value' in one.said && one.said.value === true)).length;
    return { taps: (facts.length > 1 ? items : 0) + (several ? ticked : 0) + 1, typed: 0 };
  }
  const said = put.statements[0]?.said;
  const length = said ? valueLength(said) : 0;
  switch (fact.type) {
    case 'people':
      return { taps: said && 'value' in said && Array.isArray(said.value) ? said.value.length + 1 : 1, typed: 0 };
    case 'date': {
      const date = said && 'value' in said ? said.value : undefined;
      const back = isDate(date) ? daysBetween(date, today) : -1;
      return back >= 0 && back <= RECENT_DAYS ? { taps: 1, typed: 0 } : { taps: 1, typed: 8 };
    }
    case 'text':
    case 'name':
    case 'reading':
    case 'address':
    case 'phone':
    case 'digits':
    case 'partial-date':
      return { taps: 1, typed: length };
    default:
      return { taps: 1, typed: 0 };
  }
}

const valueLength = (said: Said): number => ('value' in said && typeof said.value === 'string' ? Array.from(said.value).length : 0);
