import fc from 'fast-check';
import { addDays } from '../../src/basics/index.ts';
import { CASE_SUBJECT, type Said, type Statement } from '../../src/case/index.ts';
import type { Fact, Source } from '../../src/content/index.ts';
import type { Program } from '../../src/engine/index.ts';

/** How an invented household comes about; the same seed always gives the same one. */
export interface Seed {
  seed: number;
  /** How many people the case has. */
  size: number;
  /** Of a hundred answers, how many are "I don't know". */
  unknown: number;
  /** Of a hundred facts that a card, the register or a certificate may hold, how many they do. */
  elsewhere: number;
}

/** Households of 0 to 8 people. */
export const seeds: fc.Arbitrary<Seed> = fc.record({
  seed: fc.nat(),
  size: fc.nat(8),
  unknown: fc.constantFrom(0, 0, 10, 30),
  elsewhere: fc.constantFrom(0, 40, 90),
});

const names = ['太郎', '花子', '次郎', '春子', '三郎', '夏子', '四郎', '秋子'];

/** People with an answer to everything. `version` tells apart what they say first and what they say on second thought. */
export class Household {
  readonly ids: string[];
  readonly today: string;
  readonly #program: Program;
  readonly #seed: Seed;

  constructor(program: Program, seed: Seed) {
    this.#program = program;
    this.#seed = seed;
    this.ids = Array.from({ length: seed.size }, (_, index) => `p${index}`);
    this.today = addDays('2026-04-01', this.#draw('today') % 500);
  }

  /** The same people under other content. */
  under(program: Program): Household {
    return new Household(program, this.#seed);
  }

  says(subject: string, id: string, version = 0): Said {
    const draw = (what: string) => this.#draw(`${subject}/${id}/${version}/${what}`);
    const fact = this.#program.byId.get(id)?.fact;
    if (!fact || draw('known') % 100 < this.#seed.unknown) return { unknown: true };
    const value = this.#value(fact, subject, draw);
    return value === undefined ? { unknown: true } : { value };
  }

  /** Where a fact is known from without being asked, if it is. */
  elsewhere(subject: string, fact: Fact): Source | undefined {
    const holders = fact.sources.filter(
      (source) => source !== 'resident' && source !== 'staff' && source !== 'computed',
    );
    const draw = this.#draw(`${subject}/${fact.id}/elsewhere`);
    return draw % 100 < this.#seed.elsewhere ? holders[(draw % 97) % holders.length] : undefined;
  }

  /** Every fact of the case and of everybody, as statements of one source each. */
  everything(version = 0): Statement[] {
    return this.#program.facts.flatMap(({ fact }) =>
      fact.computed
        ? []
        : (fact.about === 'case' ? [CASE_SUBJECT] : this.ids).map(
            (subject): Statement => ({
              subject,
              fact: fact.id,
              said: this.says(subject, fact.id, version),
              source: this.elsewhere(subject, fact) ?? (fact.sources.includes('resident') ? 'resident' : 'staff'),
            }),
          ),
    );
  }

  /** A number from 0 to 2³²−1, the same for the same name. */
  #draw(name: string): number {
    let state = 0x811c9dc5 ^ this.#seed.seed;
    for (const character of name) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
    state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    return (state ^ (state >>> 16)) >>> 0;
  }

  #value(
    fact: Fact,
    subject: string,
    draw: (what: string) => number,
  ): Extract<Said, { value: unknown }>['value'] | undefined {
    const likely = draw('likely') % 10;
    // Mostly a visit that goes on: without this, nine of ten would end at the first stop.
    if (fact.id === 'out-notice' && likely > 0) return likely > 5 ? 'card' : 'paper';
    if (fact.id === 'move-date' && likely > 0) return addDays(this.today, -(draw('day') % 40));
    if (fact.id === 'address-protection' && likely > 0) return false;
    if (fact.id === 'home-kind' && likely > 4) return 'own';
    if (fact.id === 'stays-a-year') return likely > 0;
    switch (fact.type) {
      case 'boolean':
        return draw('flag') % 5 < 2;
      case 'choice':
        return fact.options?.[draw('option') % fact.options.length];
      case 'set':
        return (fact.options ?? []).filter((option) => draw(option) % 3 === 0);
      case 'date':
      case 'partial-date':
        return /birth/.test(fact.id)
          ? addDays(this.today, -(draw('age') % 34_000))
          : addDays(this.today, (draw('day') % 120) - 60);
      case 'number': {
        const { min = 0, max = 5 } = fact.limits ?? {};
        return min + (draw('number') % (max - min + 1));
      }
      case 'person':
        return this.ids[draw('person') % this.ids.length];
      case 'people': {
        const some = this.ids.filter((id) => draw(id) % 4 > 0);
        return likely > 5 ? this.ids : some;
      }
      case 'digits':
        return '1'.repeat(fact.limits?.digits?.[0] ?? 5);
      case 'phone':
        return '0300000000';
      case 'reading':
        return 'ミホン　タロウ';
      case 'name':
        return `みほん　${names[this.ids.indexOf(subject)] ?? '五郎'}`;
      default:
        return `見本${draw('text') % 7}`;
    }
  }
}
