import { casesNamed, type NotReopened, type Records } from '../../../hub/index.ts';
import type { Voice } from './command.ts';

/** The id of the one case with this receipt number or id. Says why there is none, or which there are. */
export async function caseNamed(records: Records, name: string, { complain }: Voice): Promise<string | undefined> {
  const [found, ...others] = await casesNamed(records, name);
  if (found && others.length === 0) return found.id;
  complain(found ? 'Several cases have this number. Name one by its id:' : 'No case has this number.');
  for (const { id, receivedAt } of found ? [found, ...others] : []) complain(`  ${id}  received ${receivedAt}`);
  return undefined;
}

/** Why a case cannot be looked at again, in words. */
export const whyNotReopened: Record<NotReopened, string> = {
  disposed: 'This case was disposed of: its key is destroyed, and nobody can read it.',
  'unknown-content': 'The content under which this case was made is not in this data folder.',
  'not-whole': 'Something in this case does not hold. Look at its tasks first: npm run hub:disclose.',
};
