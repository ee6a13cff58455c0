import type { Condition } from '../../conditions/index.ts';
import type { Bring } from '../content.ts';
import { type ConditionScope, readCondition } from './condition-form.ts';
import type { Ledger } from './ledger.ts';
import type { ProcedureYaml } from './schemas.ts';
import type { Path } from './source-file.ts';

type Words = Omit<ConditionScope, 'report' | 'unknown' | 'withoutPerson'>;

/** What the readers of facts, events and procedures share: where things stand, and what conditions may speak of. */
export class Writing {
  readonly ledger: Ledger;
  readonly #scope: Words;
  /** Named conditions that stand where no person is in question. */
  readonly withoutPerson: { thing: string; path: Path; condition: string }[] = [];

  constructor(ledger: Ledger, scope: Words) {
    this.ledger = ledger;
    this.#scope = scope;
  }

  /** The condition written at `path` of a thing. `person`: whether a person is in question there. */
  condition(thing: string, written: unknown, path: Path, person: boolean): Condition {
    return readCondition(written, path, person, {
      ...this.#scope,
      report: (rule, at, message, advice) => this.ledger.error(thing, at, rule, message, advice),
      unknown: (kind, name, known, at) => this.ledger.unknown(thing, at, kind, name, known),
      withoutPerson: (condition, at) => this.withoutPerson.push({ thing, path: at, condition }),
    });
  }

  /** The same for a key that may be missing. */
  when(thing: string, written: unknown, path: Path, person: boolean): { when?: Condition } {
    return written === undefined ? {} : { when: this.condition(thing, written, path, person) };
  }

  where(thing: string, written: unknown, path: Path): { where?: Condition } {
    return written === undefined ? {} : { where: this.condition(thing, written, path, true) };
  }

  /** Things to bring, written below `path`. */
  bring(thing: string, written: ProcedureYaml['bring'], path: Path, person: boolean): Bring[] {
    return (written ?? []).map(({ document, when }, index) => ({
      document,
      ...this.when(thing, when, [...path, index, 'when'], person),
    }));
  }
}
