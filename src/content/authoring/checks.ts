import type { PlainDate } from '../../basics/index.ts';
import type { Content } from '../content.ts';
import type { Assembled } from './assemble.ts';
import { checkCycles } from './checks/cycles.ts';
import { checkEvents } from './checks/events.ts';
import { checkKinds } from './checks/kinds.ts';
import { checkNames } from './checks/names.ts';
import { checkPersons } from './checks/persons.ts';
import { checkPlaceholders } from './checks/placeholders.ts';
import { checkRates } from './checks/rates.ts';
import { checkSources } from './checks/sources.ts';
import { checkTwice } from './checks/twice.ts';
import { checkUse } from './checks/use.ts';

/**
 * Cross-checks of content that hold without running it. What needs the engine (procedures that can never apply,
 * questions that can never be asked) is checked on the engine's floor. Rates are looked at only when `today` is given.
 */
export function checkContent(assembled: Assembled, content: Content, today: PlainDate | undefined): void {
  checkNames(assembled, content);
  checkTwice(assembled, content);
  checkKinds(assembled, content);
  checkPersons(assembled, content);
  checkEvents(assembled, content);
  checkPlaceholders(assembled, content);
  checkCycles(assembled, content);
  checkSources(assembled, content);
  checkUse(assembled, content);
  if (today !== undefined) checkRates(assembled, content, today);
}
