import { CASE_SUBJECT } from '../../case/index.ts';
import { ActionButton, Frame, Icon, Question } from '../../look/index.ts';
import { useHeader } from '../Header.tsx';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { useShow } from '../show.ts';
import { Said, useWords } from '../words.tsx';

/** Everyone of this visit as cards; whoever is missing is added here and asked for next. */
export function Household() {
  const { attempt } = useKiosk();
  const { session, visit } = useCase();
  const { t } = useWords();
  const show = useShow();
  const header = useHeader();
  const { situation } = visit.outlook;
  const visitor = session.known(CASE_SUBJECT, 'visitor').value;
  return (
    <Frame
      screen="household"
      {...header}
      next={
        <ActionButton kind="primary" iconAfter="next" onPress={() => attempt(session.pass())}>
          <Said of={t('action.next')} />
        </ActionButton>
      }
    >
      <Question note={<Said of={t('household.lead')} />}>
        <Said of={t('household.title')} />
      </Question>
      <ul className="kiosk-people" data-private="">
        {situation.ids.map((id) => {
          const birth = session.known(id, 'birth-date').value;
          return (
            <li key={id}>
              <Icon name="person" />
              <span>
                <strong>
                  <Said of={session.nameOf(id) ?? (id === visitor ? t('household.visitor') : t('person.unnamed'))} />
                </strong>
                <small>
                  <Said
                    of={[
                      id === visitor ? t('household.visitor') : '',
                      typeof birth === 'string' ? show.date(birth) : '',
                    ]
                      .filter(Boolean)
                      .join('　')}
                  />
                </small>
              </span>
              {id !== visitor && (
                <ActionButton
                  kind="quiet"
                  icon="close"
                  onPress={() => attempt(session.act({ type: 'person-removed', person: id }))}
                >
                  <Said of={t('household.remove')} />
                </ActionButton>
              )}
            </li>
          );
        })}
      </ul>
      <ActionButton icon="plus" onPress={() => attempt(session.addPerson().then(() => undefined))}>
        <Said of={t('household.add')} />
      </ActionButton>
    </Frame>
  );
}
