import { splitAddress } from '../basics/index.ts';
import { CASE_SUBJECT, differs, type Entry, entryInUse } from '../case/index.ts';
import { CASE, NONE, UNKNOWN } from '../conditions/index.ts';
import type { Box, Form } from '../content/index.ts';
import { applicantOf, type CompiledFact, type Finding, mayFile, type Outlook, peopleOn } from '../engine/index.ts';
import type { Application, FilledBox } from './filled-boxes.ts';
import { withSignatures } from './signatures.ts';

/** The applications of every procedure that is prepared here and has a form. */
export function applications(outlook: Outlook): Application[] {
  return outlook.findings.flatMap((finding) => {
    const [first, ...others] = outlook.prepares(finding) ? outlook.formsOf(finding) : [];
    return first ? [withSignatures(outlook, application(outlook, finding, first, others))] : [];
  });
}

/**
 * 委任状: one for each person for whom this visitor may file only with a letter, for all those procedures together. The
 * person signs it elsewhere, and it comes back with the visitor.
 */
export function lettersOfAuthority(outlook: Outlook): Application[] {
  const form = outlook.program.content.forms.find(({ boxes }) => boxes.some(({ kind }) => kind === 'procedures'));
  if (!form) return [];
  const letters = new Map<number, { finding: Finding; procedures: string[] }>();
  for (const finding of outlook.findings) {
    if (!outlook.prepares(finding) || mayFile(outlook, finding).how !== 'with-letter') continue;
    const principal = principalOf(outlook, finding);
    if (principal === undefined) continue;
    const { id } = finding.compiled.procedure;
    const letter = letters.get(principal);
    if (!letter) letters.set(principal, { finding, procedures: [id] });
    else if (!letter.procedures.includes(id)) letter.procedures.push(id);
  }
  return [...letters].map(([principal, { finding, procedures }]) => {
    const subject = outlook.situation.subject(principal);
    return {
      procedure: LETTER,
      form: form.id,
      subject,
      applicant: subject,
      people: [subject],
      boxes: form.boxes.flatMap((box): FilledBox[] =>
        box.kind === 'procedures'
          ? [{ id: box.id, label: box.id, value: procedures, source: 'computed' }]
          : fill(outlook, { ...finding, subject: principal }, principal, box),
      ),
    };
  });
}

/** What stands for the procedure in a letter of authority. */
export const LETTER = 'letter-of-authority';

/** Who lets the visitor act: who applies, or where one application is for all, the first whom it concerns. */
function principalOf(outlook: Outlook, finding: Finding): number | undefined {
  const { program, situation } = outlook;
  const visitor = holder(outlook, 'visitor');
  const applicant = applicantOf(program, situation, finding);
  if (applicant !== undefined && applicant !== CASE && applicant !== visitor) return applicant;
  const head = holder(outlook, 'new-head');
  const others = peopleOn(finding).filter((person) => person !== visitor);
  return head !== undefined && others.includes(head) ? head : others[0];
}

/** The data of one procedure for its subject, before it is signed. */
export function application(outlook: Outlook, finding: Finding, form: Form, others: readonly Form[]): Application {
  const { program, situation } = outlook;
  const applicant = applicantOf(program, situation, finding);
  const subject = finding.subject === CASE ? CASE_SUBJECT : situation.subject(finding.subject);
  return {
    procedure: finding.compiled.procedure.id,
    form: form.id,
    ...(others.length > 0 ? { furtherForms: others.map(({ id }) => id) } : {}),
    subject,
    applicant: applicant === undefined || applicant === CASE ? undefined : situation.subject(applicant),
    people: peopleOn(finding).map((person) => situation.subject(person)),
    boxes: [
      ...form.boxes.flatMap((box) => fill(outlook, finding, applicant, box)),
      ...others.flatMap(({ id, boxes }) =>
        boxes.flatMap((box) => fill(outlook, finding, applicant, box).map((one) => ({ ...one, form: id }))),
      ),
    ],
  };
}

function fill(outlook: Outlook, finding: Finding, applicant: number | undefined, box: Box): FilledBox[] {
  const { program, situation } = outlook;
  if (box.kind === 'note' || box.kind === 'procedures' || box.kind === 'by-hand') return [];
  if (box.kind === 'office' || box.kind === 'signature') return [{ id: box.id, label: box.id, source: box.kind }];
  if (box.kind === 'table') {
    const rows = box.rows === 'concerned' ? peopleOn(finding) : outlook.peopleOf(box.rows);
    return rows.flatMap((person) =>
      box.columns.map((column): FilledBox => {
        const place = {
          id: `${box.id}.${column.id}`,
          label: `${box.id}.${column.id}`,
          person: situation.subject(person),
        };
        return 'office' in column
          ? { ...place, source: 'office' }
          : { ...place, ...content(outlook, program.byId.get(column.fact), person) };
      }),
    );
  }
  const compiled = program.byId.get(box.fact);
  const place = { id: box.id, label: box.id };
  if (compiled?.fact.about === 'case') return [{ ...place, ...content(outlook, compiled, CASE) }];
  const person =
    box.of === undefined ? (finding.subject === CASE ? applicant : finding.subject) : holder(outlook, box.of);
  if (person === undefined || person === CASE) return [{ ...place, fact: box.fact, source: 'missing' }];
  return [{ ...place, person: situation.subject(person), ...content(outlook, compiled, person) }];
}

function holder(outlook: Outlook, role: string): number | undefined {
  const fact = outlook.program.byId.get(role);
  const value = fact ? outlook.situation.read(fact.index, CASE, []) : UNKNOWN;
  return value === UNKNOWN || value === NONE ? undefined : outlook.situation.person(String(value));
}

function content(
  outlook: Outlook,
  compiled: CompiledFact | undefined,
  person: number,
): Omit<FilledBox, 'id' | 'label'> {
  if (!compiled) return { source: 'missing' };
  const { fact, index } = compiled;
  const value = outlook.situation.read(index, person, []);
  if (value === UNKNOWN) return { fact: fact.id, source: 'missing' };
  if (value === NONE) return { fact: fact.id, source: 'not-needed' };
  const entries: readonly Entry[] = outlook.situation.entries(index, person);
  const used = fact.computed ? undefined : entryInUse(entries);
  return {
    fact: fact.id,
    value,
    ...(fact.type === 'address' && typeof value === 'string'
      ? { address: splitAddress(value, [outlook.program.content.municipality]) }
      : {}),
    source: used?.source ?? 'computed',
    ...(differs(entries) ? { differs: true } : {}),
  };
}
