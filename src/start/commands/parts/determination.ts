import * as z from 'zod/mini';
import { entryInUse } from '../../../case/index.ts';
import {
  CASE,
  type Condition,
  FALSE,
  type FactRef,
  NONE,
  NOT_KNOWN,
  refFact,
  refPerson,
  UNKNOWN,
} from '../../../conditions/index.ts';
import type { Texts } from '../../../content/index.ts';
import { bringFor, type Deadline, type Finding, inOrder, mayFile, type Outlook } from '../../../engine/index.ts';
import { applications, boxesBySource } from '../../../paperwork/index.ts';
import type { Run } from '../../../scenario/index.ts';
import { applies, appliesTo, type Sayer, sayers } from './procedure-sentences.ts';

/** What `npm run determine` prints. The schema is what docs/determine.md and public/schemas/determination.json show. */
const id = z.string();
const subject = z.string().check(z.describe('A person of the input, or "case".'));
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const fact = z.strictObject({ fact: id, label: z.string(), subject });
const source = z.enum(['card', 'register', 'certificate', 'home', 'resident', 'staff', 'computed']);
const bothLanguages = z.strictObject({ ja: z.string(), en: z.string() });

const deadline = z.strictObject({
  date: z.string().check(z.describe('The last day, moved for closed days as the rule says.')),
  clock: id,
  rule: z.string().check(z.describe('The rule in words.')),
  countedFrom: z.strictObject({ fact: id, date: z.string() }),
  firstDay: z.enum(['same-day', 'next-day']).check(z.describe('Whether the day itself is day 1, or the day after it.')),
  closed: z.enum(['next-open-day', 'last-open-day-before', 'stands']).check(z.describe('What a closed last day does.')),
  beforeClosedDays: z.string().check(z.describe('The last day before closed days were looked at.')),
  kind: z.enum(['statutory', 'local', 'benefit-cutoff', 'administrative', 'system']),
  law: z.optional(z.strictObject({ article: z.string(), checked: z.string() })),
  confidence: z.enum(['high', 'medium', 'low']),
  passed: z.boolean(),
  calendarEnds: z.boolean().check(z.describe('Holidays are not known that far: the day may still move.')),
});

const procedure = z.strictObject({
  procedure: id,
  name: z.string(),
  subject,
  standing: z.enum(['applies', 'may-apply', 'does-not-apply']),
  people: z.array(id).check(z.describe('The people it concerns for certain.')),
  possiblePeople: z.array(id).check(z.describe('The people it may concern.')),
  reasons: z.strictObject({
    condition: bothLanguages.check(z.describe('When the procedure applies, as a sentence.')),
    facts: z
      .array(
        z.strictObject({
          fact: id,
          label: z.string(),
          subject,
          value: z.union([value, z.null()]),
          source: z.union([source, z.null()]),
        }),
      )
      .check(z.describe('The facts that decided it; null: the question does not arise.')),
  }),
  unknown: z.array(fact).check(z.describe('What must become known before it is decided.')),
  ifUnknown: z
    .enum(['include', 'include-as-check', 'look-up', 'ask-staff', 'notice'])
    .check(z.describe('What it means while it is not decided.')),
  deadline: z.union([deadline, z.null()]).check(z.describe('The earliest of its clocks.')),
  otherDeadlines: z.array(deadline),
  loss: id.check(z.describe('What is lost when late; the list is in this order.')),
  filing: z
    .union([
      z.strictObject({
        how: z.enum(['here', 'with-letter', 'not-by-agent', 'to-be-checked']),
        as: z.optional(z.enum(['applicant', 'legal-representative', 'household', 'agent'])),
      }),
      z.null(),
    ])
    .check(z.describe('Whether the person who came may file it, and as what; null where nothing is filed.')),
  bring: z.array(z.strictObject({ document: id, name: z.string(), needed: z.enum(['yes', 'maybe']) })),
  notes: z.array(z.strictObject({ note: id, text: z.string(), to: z.enum(['resident', 'staff']) })),
  end: z.enum(['filed', 'prepared-for-signature', 'handed-over', 'notice-only', 'another-office']),
});

const box = z.strictObject({
  box: id,
  form: z.optional(id),
  subject: z.optional(subject),
  fact: z.optional(id),
  value: z.optional(value),
  source: z.enum([...source.options, 'office', 'signature', 'missing', 'not-needed']),
});

export const determination = z.strictObject({
  municipality: id,
  date: z.string(),
  events: z.array(id),
  content: z.strictObject({ hash: z.string(), label: z.string() }),
  stop: z.union([id, z.null()]).check(z.describe('The stop at which the visit ended, if it did.')),
  procedures: z.array(procedure).check(z.describe('What is lost first comes first; what does not apply comes last.')),
  questions: z
    .array(
      z.strictObject({
        question: id,
        about: z.array(subject),
        answers: z.array(
          z.strictObject({ fact: id, subject, value: z.optional(value), unknown: z.optional(z.literal(true)) }),
        ),
      }),
    )
    .check(z.describe('The questions that were put, in order, with what was answered.')),
  neverAsked: z
    .array(z.strictObject({ fact: id, subject }))
    .check(z.describe('What the resident knew and was never asked for.')),
  boxes: z.strictObject({
    bySource: z.record(z.string(), z.number()),
    applications: z.array(
      z.strictObject({
        procedure: id,
        form: id,
        furtherForms: z.optional(z.array(id)),
        subject,
        applicant: z.optional(id),
        boxes: z.array(box),
      }),
    ),
  }),
});

export type Determination = z.infer<typeof determination>;
type Listed = Determination['procedures'][number];

/** A visit that was lived through, told in full. */
export function determinationOf({ client, put, unasked, stop }: Run, texts: Record<string, Texts>): Determination {
  const { outlook } = client.visit;
  const { content } = outlook.program;
  const say = sayers(texts);
  const ordered = inOrder(outlook.findings);
  const applied = applications(outlook);
  return {
    municipality: content.municipality.id,
    date: outlook.situation.today,
    events: [...outlook.program.events],
    content: { hash: content.version.hash, label: content.version.label },
    stop: stop ?? null,
    procedures: [...ordered, ...outlook.findings.filter((finding) => finding.standing === 'does-not-apply')].map(
      (finding) => listed(finding, outlook, say),
    ),
    questions: put.map(({ question, subjects, statements }) => ({
      question,
      about: subjects,
      answers: statements.map(({ subject: of, fact: about, said }) => ({ fact: about, subject: of, ...said })),
    })),
    neverAsked: unasked.map((key) => {
      const [of = '', about = ''] = key.split('/');
      return { fact: about, subject: of };
    }),
    boxes: {
      bySource: Object.fromEntries(Object.entries(boxesBySource(applied)).filter(([, count]) => count > 0)),
      applications: applied.map(({ procedure: of, form, furtherForms, subject: about, applicant, boxes }) => ({
        procedure: of,
        form,
        ...(furtherForms ? { furtherForms } : {}),
        subject: about,
        ...(applicant === undefined ? {} : { applicant }),
        boxes: boxes.map(({ id: name, form: on, person, fact: shown, value: stands, source: from }) => ({
          box: name,
          ...(on === undefined ? {} : { form: on }),
          ...(person === undefined ? {} : { subject: person }),
          ...(shown === undefined ? {} : { fact: shown }),
          ...(stands === undefined ? {} : { value: typeof stands === 'object' ? [...stands] : stands }),
          source: from,
        })),
      })),
    },
  };
}

function listed(finding: Finding, outlook: Outlook, { ja, en }: Record<'ja' | 'en', Sayer>): Listed {
  const { procedure: of } = finding.compiled;
  const { situation } = outlook;
  const condition = finding.subject === CASE ? applies(of) : appliesTo(of);
  const person = finding.subject === CASE ? (finding.people[0] ?? finding.possiblePeople[0] ?? CASE) : finding.subject;
  const holds = (when: Condition | undefined) =>
    when === undefined ? undefined : outlook.program.check(when)(situation, person, []);
  const relevant =
    finding.standing === 'does-not-apply' ? [] : finding.deadlines.map((one) => deadlineOf(one, of.id, ja));
  const shown = finding.standing !== 'does-not-apply';
  return {
    procedure: of.id,
    name: ja.words(`procedure.${of.id}.name`),
    subject: situation.subject(finding.subject),
    standing: finding.standing,
    people: finding.people.map((one) => situation.subject(one)),
    possiblePeople: finding.possiblePeople.map((one) => situation.subject(one)),
    reasons: {
      condition: { ja: ja.condition(condition), en: en.condition(condition) },
      facts: once(finding.because).map((ref) => reason(ref, outlook, ja)),
    },
    unknown: once(finding.missing).map((ref) => named(ref, outlook, ja)),
    ifUnknown: of.ifUnknown,
    deadline: relevant[0] ?? null,
    otherDeadlines: relevant.slice(1),
    loss: of.loss,
    filing: shown && of.end !== 'notice-only' ? mayFile(outlook, finding) : null,
    bring: !shown
      ? []
      : bringFor(outlook, finding, person).map(({ document, needed }) => ({
          document,
          name: ja.words(`document.${document}.name`),
          needed,
        })),
    notes: !shown
      ? []
      : of.notes.flatMap(({ id: note, when, to }) =>
          holds(when) === FALSE || holds(when) === NOT_KNOWN
            ? []
            : [{ note, text: ja.words(`procedure.${of.id}.notes.${note}`), to }],
        ),
    end: of.end,
  };
}

const once = (refs: readonly FactRef[]): FactRef[] => [...new Set(refs)];

function named(
  ref: FactRef,
  { program, situation }: Outlook,
  say: Sayer,
): { fact: string; label: string; subject: string } {
  const about = program.facts[refFact(ref)]?.fact.id ?? '';
  return { fact: about, label: say.words(`fact.${about}.label`), subject: situation.subject(refPerson(ref)) };
}

function reason(ref: FactRef, outlook: Outlook, say: Sayer): Listed['reasons']['facts'][number] {
  const { situation } = outlook;
  const known = situation.read(refFact(ref), refPerson(ref), []);
  const none = known === UNKNOWN || known === NONE;
  const used = entryInUse(situation.entries(refFact(ref), refPerson(ref)));
  return {
    ...named(ref, outlook, say),
    value: none ? null : typeof known === 'object' ? [...known] : known,
    source: none
      ? null
      : outlook.program.facts[refFact(ref)]?.fact.computed
        ? 'computed'
        : (used?.source ?? 'computed'),
  };
}

function deadlineOf(
  { date, clock, countedFrom, unrolled, passed, calendarEnds }: Deadline,
  of: string,
  say: Sayer,
): NonNullable<Listed['deadline']> {
  return {
    date,
    clock: clock.id,
    rule: say.words(`procedure.${of}.deadline.${clock.id}`),
    countedFrom,
    firstDay: clock.firstDay,
    closed: clock.closed,
    beforeClosedDays: unrolled,
    kind: clock.kind,
    ...(clock.law ? { law: clock.law } : {}),
    confidence: clock.confidence,
    passed,
    calendarEnds,
  };
}
