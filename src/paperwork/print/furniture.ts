import type { Outlook } from '../../engine/index.ts';
import type { Furniture } from './layout.ts';
import type { PaperSet } from './page.ts';

/** What stands on every page of a set of papers of a case. */
export const furnitureOf = ({ program, view }: Outlook, set: PaperSet, receipt: string): Furniture => ({
  set,
  receipt,
  municipality: program.content.municipality.name,
  emblem: program.content.municipality.emblem,
  practice: view.state.practice,
  enteredLater: view.state.enteredLater,
});
