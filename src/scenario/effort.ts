import { daysBetween, isDate } from '../basics/index.ts';
import type { Said } from '../case/index.ts';
import type { Fact, Town } from '../content/index.ts';
import type { Put, Run } from './run.ts';

/**
 * What a visit costs the resident's hands, counted as the kiosk asks. A press into a field or on "call staff" is neither
 * an answer nor typed; the end-to-end test counts the same in a real browser.
 */
export interface Effort {
  /** Presses on answers, and on Next where an answer does not lead on by itself. */
  taps: number;
  /** Characters, digits, and keys of a pad (one key for a whole month or day). */
  typed: number;
  /** Of them those of the telephone number. */
  typedPhone: number;
}

/** What the kiosk knows when it puts a question. */
export interface Asking {
  /** The day of the case. */
  today: string;
  /** How many people the case has. */
  people: number;
  /** What a new address begins with (都道府県, 市区町村): it stands there already. */
  addressStart: readonly string[];
  /** The towns that are listed for it (町の一覧); none where it is typed. */
  towns: readonly Town[];
}

/** Days back from today that are offered as answers of their own, for facts about the visit. */
const RECENT_DAYS = 13;
/** Up to so many whole numbers are tiles; more are typed on a pad. */
const MOST_TILES = 13;

const nothing: Effort = { taps: 0, typed: 0, typedPhone: 0 };
const tap: Effort = { ...nothing, taps: 1 };
const typing = (typed: number): Effort => ({ ...nothing, taps: 1, typed });
const ticking = (ticks: number): Effort => ({ ...nothing, taps: ticks + 1 });

/** Counts taps and typed characters of a whole visit; `towns`: those of the municipality, where it lists them. */
export function effortOf(run: Run, towns: readonly Town[] = []): Effort {
  const { program, view } = run.client.visit.outlook;
  const { prefecture, name } = program.content.municipality;
  const asking: Asking = {
    today: view.state.today,
    people: view.state.people.filter((person) => !person.removed).length,
    addressStart: [prefecture, name],
    towns,
  };
  return run.put
    .map((put) => {
      const facts = put.facts.flatMap((id) => program.byId.get(id)?.fact ?? []);
      return effortOfAnswer(put, facts, asking);
    })
    .reduce(
      (sum, one) => ({
        taps: sum.taps + one.taps,
        typed: sum.typed + one.typed,
        typedPhone: sum.typedPhone + one.typedPhone,
      }),
      nothing,
    );
}

/** What one answer costs. `facts`: those of the question. */
export function effortOfAnswer({ subjects, statements }: Put, facts: readonly Fact[], asking: Asking): Effort {
  const asked = facts.filter(({ sources }) => sources.includes('resident'));
  const [fact] = asked;
  if (!fact) return nothing;
  if (statements.every(({ said }) => 'unknown' in said)) return tap;
  const holders = (id: string) =>
    statements.filter((one) => one.fact === id && 'value' in one.said && one.said.value === true).length;
  if (asked.length > 1) {
    // Items to tick; of several people those whom an item concerns are ticked below it.
    const items = asked.map(({ id }) => holders(id)).filter((count) => count > 0);
    const whom = subjects.length > 1 ? items.reduce((sum, count) => sum + count, 0) : 0;
    return items.length === 0 ? tap : ticking(items.length + whom);
  }
  if (subjects.length > 1) return tickingPeople(holders(fact.id), subjects.length);
  const said = statements[0]?.said;
  return said && 'value' in said ? effortOfValue(fact, said.value, asking) : tap;
}

function effortOfValue(fact: Fact, value: Extract<Said, { value: unknown }>['value'], asking: Asking): Effort {
  const text = String(value);
  switch (fact.type) {
    case 'boolean':
    case 'choice':
    case 'person':
      return tap;
    case 'people':
      return tickingPeople(Array.isArray(value) ? value.length : 0, asking.people);
    case 'set':
      return Array.isArray(value) && value.length > 0 ? ticking(value.length) : tap;
    case 'number': {
      const { min = 0, max } = fact.limits ?? {};
      return max !== undefined && max - min < MOST_TILES ? tap : typing(text.length);
    }
    case 'date':
    case 'partial-date':
      return effortOfDate(fact, text, asking.today);
    case 'phone': {
      const digits = digitsOf(text);
      return digits === 0 ? tap : { ...typing(digits), typedPhone: digits };
    }
    case 'digits':
      return typing(digitsOf(text));
    case 'address':
      return fact.id === 'new-address' ? effortOfNewAddress(text, asking) : typing(addressLength(text));
    case 'text':
    case 'name':
    case 'reading':
      return typing(lengthOf(text));
  }
}

/** "Everyone" and "nobody" are one tap, and so is either answer about one person alone. */
const tickingPeople = (ticked: number, all: number): Effort => (ticked === 0 || ticked === all ? tap : ticking(ticked));

/** Near days by one tap; else the keys of the pad: four digits of the year, which is there already for a near fact. */
function effortOfDate(fact: Fact, value: string, today: string): Effort {
  const near = fact.about === 'case' && fact.type === 'date';
  if (near && isDate(value)) {
    const back = daysBetween(value, today);
    if (back >= 0 && back <= RECENT_DAYS) return tap;
    if (value.slice(0, 4) === today.slice(0, 4)) return typing(2);
    if (Number(value.slice(0, 4)) === Number(today.slice(0, 4)) - 1) return typing(3);
  }
  // Of a day that is not known whole, "not known" is a key like any other, and ends it.
  return typing(4 + (value.length === 4 ? 1 : 2));
}

/** Rows of towns come before the towns themselves where there are more than these. */
const FEW_TOWNS = 12;

/** Its row, the town and the 丁目 are tapped where they are listed; numbers are keyed, the building is typed. */
function effortOfNewAddress(address: string, { addressStart, towns }: Asking): Effort {
  const rest = addressStart.reduce((left, part) => (left.startsWith(part) ? left.slice(part.length) : left), address);
  const [town] = towns
    .filter(({ name }) => rest.startsWith(name))
    .toSorted((one, other) => other.name.length - one.name.length);
  // One more press leads to the fields in which it is typed.
  if (!town) return towns.length === 0 ? typing(addressLength(rest)) : { ...typing(addressLength(rest)), taps: 2 };
  const within = rest.slice(town.name.length);
  const [chome = ''] = (typeof town.chome === 'object' && /^\d+丁目/.exec(within)) || [];
  const names = new Set(towns.map(({ name }) => name));
  const taps = (names.size > FEW_TOWNS ? 1 : 0) + 1 + (chome === '' ? 0 : 1);
  const typed = typing(addressLength(within.slice(chome.length)));
  return { ...typed, taps: typed.taps + taps };
}

/** Town and building are typed, numbers keyed into boxes of their own: what stands between numbers is printed. */
function addressLength(address: string): number {
  return lengthOf(address.replaceAll(/(?<=\d)(?:丁目|番地|番|号|-|の(?=\d))/g, '').replaceAll(/\s/g, ''));
}

const lengthOf = (text: string): number => Array.from(text).length;
const digitsOf = (text: string): number => text.replaceAll(/\D/g, '').length;
