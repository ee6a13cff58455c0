import { formsOf, type Procedure } from '../content/index.ts';
import { type Finding, inOrder, type Outlook, peopleOn } from '../engine/index.ts';

/** One line of the list: a procedure with everybody it is for. */
export interface Listed {
  finding: Finding;
  /** It and the same procedure for the others on the line. */
  findings: readonly Finding[];
  people: readonly number[];
}

/**
 * What a resident sees: what applies, and what may apply where the content says to list it; one line a procedure. Of
 * several that may apply and share a paper (two ways of one notification) the one that is prepared stands for all.
 */
export function listed(outlook: Outlook): Listed[] {
  const shown = inOrder(outlook.findings).filter(
    ({ compiled: { procedure }, standing }) =>
      !procedure.discreet && (standing === 'applies' || procedure.ifUnknown !== 'ask-staff'),
  );
  const prepared = new Set(
    shown.filter((finding) => outlook.prepares(finding)).map(({ compiled }) => paperOf(compiled.procedure)),
  );
  const lines = new Map<string, { finding: Finding; findings: Finding[]; people: number[] }>();
  for (const finding of shown) {
    const { id } = finding.compiled.procedure;
    const form = paperOf(finding.compiled.procedure);
    if (!outlook.prepares(finding) && form !== undefined && prepared.has(form)) continue;
    const line = lines.get(`${id} ${finding.standing}`);
    if (line) {
      line.findings.push(finding);
      line.people.push(...peopleOn(finding));
    } else lines.set(`${id} ${finding.standing}`, { finding, findings: [finding], people: [...peopleOn(finding)] });
  }
  return [...lines.values()];
}

/** The paper by which two ways of one notification are known: their first. */
const paperOf = (procedure: Procedure): string | undefined => formsOf(procedure)[0]?.form;
