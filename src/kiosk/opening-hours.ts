import type { OpeningSession } from '../content/index.ts';
import { acceptedIn, type Finding, sessionAt, type Visit } from '../engine/index.ts';

/**
 * The opening session (開庁の枠) in which the visit began, and whether something is accepted in it. At home it says
 * nothing when the office is open now.
 */
export function openingHours(
  { actions, outlook }: Visit,
  place: 'kiosk' | 'home',
): {
  session: OpeningSession | undefined;
  accepted: (finding: Finding) => boolean;
} {
  const [opened] = actions;
  const session = place === 'home' ? undefined : opened && sessionAt(outlook.program.content, new Date(opened.at));
  return { session, accepted: ({ compiled }) => acceptedIn(session, compiled.procedure) };
}
