import { CASE_SUBJECT } from '../case/index.ts';
import { useCase, useKiosk } from './kiosk-context.tsx';
import { useWords } from './words.tsx';

/** How somebody of the case is called. At home the person who answers has no name yet: the card will say it. */
export function usePersonName(): (person: string) => string {
  const { place } = useKiosk();
  const { session } = useCase();
  const { t } = useWords();
  const isAnswering = (person: string) => place === 'home' && session.known(CASE_SUBJECT, 'visitor').value === person;
  return (person) => session.nameOf(person) ?? t(isAnswering(person) ? 'home.you' : 'person.unnamed');
}
