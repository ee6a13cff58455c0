import { useSyncExternalStore } from 'react';
import { CASE_SUBJECT } from '../../case/index.ts';
import type { Visit } from '../../engine/index.ts';
import { ActionButton, Disclosure, Frame, Icon, Notice, Question } from '../../look/index.ts';
import { familyOf, type FamilyState } from '../household.ts';
import { useHeader } from '../Header.tsx';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { useShow } from '../show.ts';
import { Said, useWords } from '../words.tsx';

/** Everyone of this visit as cards; whoever is missing is added here and asked for next. */
export function Household() {
  const { attempt, callStaff, place } = useKiosk();
  const { session, visit } = useCase();
  const lookup = familyOf(session);
  const family = useSyncExternalStore(lookup.subscribe, lookup.getState);
  const told = toldOf(family);
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
      {told && (
        <div aria-live="polite">
          <Notice kind="info" title={<Said of={t(`household.${told}`)} />} />
        </div>
      )}
      <ul className="kiosk-people" data-private="">
        {situation.ids.map((id) => {
          const birth = session.known(id, 'birth-date').value;
          return (
            <li key={id}>
              <Icon name="person" />
              <span>
                <strong>
                  <Said
                    of={
                      session.nameOf(id) ??
                      (id === visitor && session.nameOf(id) !== undefined
                        ? t(place === 'home' ? 'home.you' : 'household.visitor')
                        : t('person.unnamed'))
                    }
                  />
                </strong>
                <small>
                  <Said
                    of={[
                      id === visitor ? t(place === 'home' ? 'home.you' : 'household.visitor') : '',
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
      {situation.ids.some((id) => fromRecord(visit, id)) && (
        <Disclosure summary={<Said of={t('household.differs')} />}>
          <div className="kiosk-buttons">
            <ActionButton icon="bell" onPress={() => callStaff('household-missing')}>
              <Said of={t('household.missing')} />
            </ActionButton>
            <ActionButton icon="bell" onPress={() => callStaff('household-too-many')}>
              <Said of={t('household.too-many')} />
            </ActionButton>
          </div>
        </Disclosure>
      )}
    </Frame>
  );
}

/** What is said of the record. Nothing where staff come for it: that looks like any other call. */
const toldOf = (family: FamilyState) => (family === 'not-asked' || family === 'staff' ? undefined : family);

/** Whether a record told of somebody; also after the page was loaded again. */
const fromRecord = ({ outlook }: Visit, person: string): boolean =>
  [...(outlook.view.state.facts.get(person)?.values() ?? [])].some((entries) =>
    entries.some(({ source }) => source === 'register' || source === 'certificate'),
  );
