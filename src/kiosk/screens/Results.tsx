import { CASE, refFact, TRUE } from '../../conditions/index.ts';
import { type Finding, lossRank, type Outlook } from '../../engine/index.ts';
import { ActionButton, Disclosure, Frame, Notice, Question } from '../../look/index.ts';
import { bringOf, filingOf } from '../filing.ts';
import { useHeader } from '../Header.tsx';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { type Listed, listed } from '../listed.ts';
import { openingHours } from '../opening-hours.ts';
import { useShow } from '../show.ts';
import { Said, useWords } from '../words.tsx';
import { EnoughForToday } from './EnoughForToday.tsx';
import { Errands } from './Errands.tsx';
import { NotListed } from './NotListed.tsx';

const sections = ['today', 'by-date', 'when-you-can', 'to-be-checked', 'nothing-to-do', 'elsewhere'] as const;

/** Which part of the list a finding stands in. */
function sectionOf({ compiled: { procedure }, standing, deadlines }: Finding): (typeof sections)[number] {
  if (procedure.end === 'another-office') return 'elsewhere';
  const notice = procedure.end === 'notice-only' || (standing === 'may-apply' && procedure.ifUnknown === 'notice');
  if (notice) return 'nothing-to-do';
  if (standing === 'may-apply') return 'to-be-checked';
  if (lossRank(procedure.loss) <= lossRank('lapse') || procedure.loss === 'duty') return 'today';
  return deadlines.length > 0 ? 'by-date' : 'when-you-can';
}

/** What applies to you: by what is lost first, with why, by when, and what to bring. */
export function Results() {
  const { attempt, place } = useKiosk();
  const { session, visit } = useCase();
  const { t, text } = useWords();
  const header = useHeader();
  const lines = listed(visit.outlook);
  const { session: opening, accepted } = openingHours(visit, place);
  return (
    <Frame
      screen="results"
      {...header}
      next={
        <ActionButton kind="primary" iconAfter="next" onPress={() => attempt(session.pass())}>
          <Said of={t('action.next')} />
        </ActionButton>
      }
    >
      <Question note={<Said of={t('results.lead')} />}>
        <Said of={t('results.title')} />
      </Question>
      {opening && lines.some(({ finding }) => !accepted(finding)) && (
        <Notice kind="info" title={<Said of={t('session.now', { session: text(`session.${opening.id}.label`) })} />} />
      )}
      {sections.map((section) => {
        const own = lines.filter(({ finding }) => sectionOf(finding) === section);
        return own.length === 0 ? undefined : (
          <section key={section} className="kiosk-results">
            <h2>
              <Said of={t(place === 'home' && section === 'today' ? 'home.results.today' : `results.${section}`)} />
            </h2>
            <ul>
              {own.map((line) => (
                <Line key={line.finding.compiled.procedure.id} {...line} />
              ))}
            </ul>
          </section>
        );
      })}
      <Errands />
      <NotListed />
      {place === 'kiosk' && <EnoughForToday />}
    </Frame>
  );
}

function Line(line: Listed) {
  const { finding, people: concerned } = line;
  const { place } = useKiosk();
  const { session, visit } = useCase();
  const { outlook } = visit;
  const { t, text, has } = useWords();
  const show = useShow();
  const { procedure } = finding.compiled;
  const key = `procedure.${procedure.id}`;
  const [deadline] = finding.deadlines;
  const people = concerned
    .map((person) => session.nameOf(outlook.situation.subject(person)))
    .filter((name) => name !== undefined);
  const holds = (when: Parameters<Outlook['program']['check']>[0] | undefined) =>
    when === undefined || outlook.program.check(when)(outlook.situation, concerned[0] ?? CASE, []) === TRUE;
  const bring = bringOf(outlook, line);
  const notes = procedure.notes.filter(({ when, to }) => to === 'resident' && holds(when));
  // That it applies would tell others what was said in private.
  const discreet = finding.because.some((ref) => outlook.program.facts[refFact(ref)]?.fact.sensitivity === 'private');
  return (
    <li data-standing={finding.standing} data-private={discreet ? '' : undefined}>
      <h3>
        <Said of={text(`${key}.plain`)} />
      </h3>
      <p className="kiosk-results-facts">
        {people.length > 0 && (
          <span>
            <Said of={t('results.for', { people: people.join('、') })} />
          </span>
        )}
        {deadline && (
          <strong>
            <Said of={t(deadline.passed ? 'deadline.passed' : 'deadline.until', { date: show.date(deadline.date) })} />
          </strong>
        )}
        <span>
          <Said of={`${t('results.desk')}：${text(`desk.${procedure.desk}.name`)}`} />
        </span>
        {!openingHours(visit, place).accepted(finding) && (
          <strong>
            <Said of={t('session.weekdays')} />
          </strong>
        )}
        {procedure.fee !== 'free' && (
          <span>
            <Said of={`${t('results.fee')}：${show.fee(procedure.fee)}`} />
          </span>
        )}
        {filingOf(outlook, line).map(({ how, people: whose }) => (
          <span key={how} data-filing={how}>
            <Said of={show.filing(how, whose)} />
          </span>
        ))}
      </p>
      {notes
        .filter(({ when }) => when)
        .map((note) => (
          <p key={note.id}>
            <Said of={text(`${key}.notes.${note.id}`)} />
          </p>
        ))}
      <Disclosure summary={<Said of={t('results.why')} />}>
        <p>
          <Said of={text(`${key}.summary`)} />
        </p>
        <ul className="kiosk-lines">
          {show.reasons(finding).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        {deadline && (
          <p>
            <Said of={text(`${key}.deadline.${deadline.clock.id}`)} />
          </p>
        )}
        {finding.standing === 'applies' && procedure.loss !== 'none' && has(`${key}.late`) && (
          <p>
            <Said of={text(`${key}.late`)} />
          </p>
        )}
        {notes
          .filter(({ when }) => !when)
          .map((note) => (
            <p key={note.id}>
              <Said of={text(`${key}.notes.${note.id}`)} />
            </p>
          ))}
        {procedure.confidence === 'low' && (
          <p>
            <Said of={t('results.to-be-checked')} />
          </p>
        )}
      </Disclosure>
      {bring.length > 0 && (
        <Disclosure summary={<Said of={t('results.bring')} />}>
          <ul className="kiosk-lines">
            {bring.map((document) => (
              <li key={document}>
                <Said of={text(`document.${document}.name`)} />
                {has(`document.${document}.text`) && (
                  <small>
                    <Said of={text(`document.${document}.text`)} />
                  </small>
                )}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </li>
  );
}
