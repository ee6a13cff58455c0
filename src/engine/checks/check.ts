import type { Content, Procedure } from '../../content/index.ts';
import { type Flaw, soundPart, type Surroundings } from './flaw.ts';
import { found, Inquiry } from './inquiry.ts';
import { flawsOfPart } from './part-flaws.ts';
import { appliesTo, flawsOfProcedure } from './procedure-flaws.ts';

/**
 * Checks of content that need the engine: procedures that can never apply or always do, questions that can never be
 * asked, conditions that say nothing. Each is searched for a case of up to three people that shows the contrary.
 */
export function checkByRunning(content: Content, surroundings: Surroundings): Flaw[] {
  const { faulty, today } = surroundings;
  const sound = soundPart(content, faulty);
  const inquiries = sound.events.map((event) => new Inquiry(sound, event, today));
  const flaws: Flaw[] = [];
  for (const procedure of sound.procedures) {
    const own = inquiries.filter((inquiry) => procedure.events.includes(inquiry.event.id));
    const inBroken = procedure.events.some((id) => faulty.has(`event:${id}`));
    if (own.length > 0 && !inBroken && !own.some((inquiry) => restsOnFaulty(inquiry, procedure, faulty)))
      flaws.push(...flawsOfProcedure(procedure, own, surroundings));
  }
  const broken = new Set(content.events.flatMap((event) => (faulty.has(`event:${event.id}`) ? event.parts : [])));
  for (const part of new Set(sound.events.flatMap((event) => event.parts))) {
    const place = surroundings.partPlace(part);
    if (broken.has(part) || !place) continue;
    const own = inquiries.filter((inquiry) => inquiry.event.parts.includes(part));
    for (const flaw of flawsOfPart(part, own, sound, surroundings))
      flaws.push({ ...flaw, thing: place.thing, path: [...place.path, ...flaw.path] });
  }
  for (const named of sound.contradictions) {
    if (faulty.size > 0 || found(inquiries, (inquiry) => inquiry.canHold({ named })) !== 'none') continue;
    flaws.push({
      rule: 'never-holds',
      severity: 'error',
      thing: `condition:${named}`,
      path: ['when'],
      message: 'This contradiction can never come about.',
      advice: 'Change the condition, or leave it out.',
    });
  }
  return flaws;
}

function restsOnFaulty(inquiry: Inquiry, procedure: Procedure, faulty: ReadonlySet<string>): boolean {
  return faulty.size > 0 && [...inquiry.reads(appliesTo(procedure))].some((node) => faulty.has(node));
}
