import { checkText, isDate, isPartialDate, looksLikePersonalNumber } from '../basics/index.ts';
import { type Action, CASE_SUBJECT, type CaseState, type Statement } from '../case/index.ts';
import type { Fact } from '../content/index.ts';
import type { Program } from './program.ts';

/** Sources whose values were picked or typed: only these are held to a fact's limits. What a card says stays as it is. */
const typed: readonly Statement['source'][] = ['home', 'resident', 'staff'];

/**
 * Whether something said fits the content: the fact exists and is not worked out, it is about the case or a person of
 * it, the value is of its type, its options and its limits. Limits that depend on today are left to the screens: a
 * value that was right on its day stays right. "I don't know" fits every fact.
 */
export function fits(program: Program, state: CaseState, { subject, fact: id, said, source }: Statement): boolean {
  const fact = program.byId.get(id)?.fact;
  if (!fact || fact.computed) return false;
  const isPerson = (one: string) => state.people.some((person) => person.id === one);
  if (fact.about === 'case' ? subject !== CASE_SUBJECT : !isPerson(subject)) return false;
  if ('unknown' in said) return true;
  return ofType(fact, said.value, isPerson) && (!typed.includes(source) || withinLimits(program, fact, said.value));
}

/** What an action says, if it says anything. */
export function statementsOf(action: Action): readonly Statement[] {
  return action.type === 'answered' || action.type === 'recorded' ? action.statements : [];
}

type SaidValue = Extract<Statement['said'], { value: unknown }>['value'];

function ofType(fact: Fact, value: SaidValue, isPerson: (id: string) => boolean): boolean {
  const option = (one: string) => fact.options?.includes(one) ?? false;
  switch (fact.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'date':
      return isDate(value);
    case 'partial-date':
      return isPartialDate(value);
    case 'choice':
      return typeof value === 'string' && option(value);
    case 'set':
      return Array.isArray(value) && value.every(option);
    case 'person':
      return typeof value === 'string' && isPerson(value);
    case 'people':
      return Array.isArray(value) && value.every(isPerson);
    case 'digits':
      return typeof value === 'string' && /^\d+$/.test(value) && !looksLikePersonalNumber(value);
    case 'text':
    case 'name':
    case 'reading':
    case 'address':
    case 'phone':
      return typeof value === 'string' && value !== '' && !looksLikePersonalNumber(value);
  }
}

function withinLimits(program: Program, { type, limits = {} }: Fact, value: SaidValue): boolean {
  const { min = -Infinity, max = Infinity, maxLength = Infinity, digits, notBefore } = limits;
  if (typeof value === 'number') return min <= value && value <= max;
  if (typeof value !== 'string' || type === 'choice' || type === 'person') return true;
  if (type === 'digits') return digits?.includes(value.length) ?? true;
  if (type !== 'date' && type !== 'partial-date') return checkText(value, maxLength).ok;
  const earliest = notBefore === undefined ? undefined : program.byId.get(notBefore)?.fact.computed;
  return !(earliest && 'constant' in earliest && typeof earliest.constant === 'string' && value < earliest.constant);
}
