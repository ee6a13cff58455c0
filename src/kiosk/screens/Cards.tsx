import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { CASE_SUBJECT } from '../../case/index.ts';
import { ActionButton, Frame, Icon, Notice, NumberPad, Question, Steps } from '../../look/index.ts';
import { PROTOCOL } from '../../protocol/index.ts';
import { CardReading, type CardReadingState } from '../card-reading.ts';
import { samePerson, statementsFromCard } from '../cards.ts';
import type { CaseSession } from '../case-session.ts';
import { CardGallery } from '../CardGallery.tsx';
import { useHeader } from '../Header.tsx';
import { recordHousehold } from '../household.ts';
import { type Kiosk, useCase, useKiosk } from '../kiosk-context.tsx';
import { Said, useWords } from '../words.tsx';

type Read = Extract<CardReadingState, { at: 'read' }>;

/** Cards of the visitor and the family, one after the other; "no card" is as good. */
export function Cards() {
  const kiosk = useKiosk();
  const { reader } = kiosk;
  const [reading] = useState(() => (reader ? new CardReading(reader) : undefined));
  return reading ? <Touch reading={reading} /> : <WithoutReader />;
}

function WithoutReader() {
  const { attempt } = useKiosk();
  const { session } = useCase();
  const { t } = useWords();
  const header = useHeader();
  return (
    <Frame
      screen="cards"
      {...header}
      next={
        <ActionButton kind="primary" iconAfter="next" onPress={() => attempt(session.pass())}>
          <Said of={t('action.next')} />
        </ActionButton>
      }
    >
      <Question note={<Said of={t('card.reader-gone.text')} />}>
        <Said of={t('card.reader-gone.title')} />
      </Question>
    </Frame>
  );
}

function Touch({ reading }: { reading: CardReading }) {
  const kiosk = useKiosk();
  const { session } = useCase();
  const { t, plain } = useWords();
  const header = useHeader();
  const state = useSyncExternalStore(reading.subscribe, reading.getState);
  const [names, setNames] = useState<string[]>([]);
  const [whose, setWhose] = useState<Read>();

  const keep = async (read: Read, person: string) => {
    await session.record(statementsFromCard(person, read.basicFour, read.info, kiosk.today));
    setNames((before) => [...before.filter((name) => name !== read.basicFour.name), read.basicFour.name]);
    setWhose(undefined);
    reading.again();
    // Not waited for by the reader: the next card may be laid meanwhile.
    if (person === visitorOf(session)) await fetchHousehold(kiosk, session, read.basicFour);
  };

  /** A card that was read belongs to somebody who is there, to the visitor, or to one more of the family. */
  const took = useEffectEvent((read: Read) => {
    const there = session.visit.outlook.situation.ids.find((id) =>
      samePerson({ name: session.nameOf(id), birthDate: session.known(id, 'birth-date').value }, read.basicFour),
    );
    if (there !== undefined) kiosk.attempt(keep(read, there));
    else if (session.nameOf(visitorOf(session)) === undefined) setWhose(read);
    else kiosk.attempt(session.addPerson().then((person) => keep(read, person)));
  });
  useEffect(
    () =>
      reading.subscribe(() => {
        if (reading.state.at === 'read') took(reading.state);
      }),
    [reading],
  );

  const step =
    state.at === 'waiting' || state.at === 'looking' ? 0 : state.at === 'pin' || state.at === 'last-try' ? 1 : 2;
  const stepState = (index: number) => (index < step ? 'done' : index === step ? 'doing' : 'todo');
  return (
    <Frame
      screen={`cards-${state.at}`}
      {...header}
      aside={undefined}
      next={
        <ActionButton
          kind={names.length > 0 ? 'primary' : 'secondary'}
          iconAfter="next"
          onPress={() => kiosk.attempt(session.pass())}
        >
          <Said of={t(names.length > 0 ? 'card.enough' : 'card.without')} />
        </ActionButton>
      }
    >
      {whose ? (
        <Whose
          name={whose.basicFour.name}
          onMine={(mine) =>
            kiosk.attempt(
              mine ? keep(whose, visitorOf(session)) : session.addPerson().then((person) => keep(whose, person)),
            )
          }
        />
      ) : (
        <>
          <Question note={<Said of={t(names.length > 0 ? 'card.next-person' : 'card.lead')} />}>
            <Said of={t('card.title')} />
          </Question>
          <Steps
            words={{ todo: plain(t('step.todo')), doing: plain(t('step.doing')), done: plain(t('step.done')) }}
            steps={(['card.step.place', 'card.step.pin', 'card.step.read'] as const).map((key, index) => ({
              id: key,
              label: <Said of={t(key)} />,
              state: stepState(index),
            }))}
          />
          {names.length > 0 && (
            <ul className="kiosk-lines">
              {names.map((name) => (
                <li key={name}>
                  <Icon name="tick" /> <Said of={t('person.named', { name })} />
                </li>
              ))}
            </ul>
          )}
          <CardAt state={state} reading={reading} />
          <CardGallery />
        </>
      )}
    </Frame>
  );
}

const visitorOf = (session: CaseSession) => String(session.known(CASE_SUBJECT, 'visitor').value);

function Whose({ name, onMine }: { name: string; onMine: (mine: boolean) => void }) {
  const { t } = useWords();
  return (
    <>
      <Question note={name}>
        <Said of={t('card.whose')} />
      </Question>
      <div className="kiosk-buttons">
        <ActionButton kind="primary" onPress={() => onMine(true)}>
          <Said of={t('card.whose.mine')} />
        </ActionButton>
        <ActionButton onPress={() => onMine(false)}>
          <Said of={t('card.whose.family')} />
        </ActionButton>
      </div>
    </>
  );
}

function CardAt({ state, reading }: { state: CardReadingState; reading: CardReading }) {
  const { t } = useWords();
  const { callStaff } = useKiosk();
  switch (state.at) {
    case 'waiting':
      return (
        <p className="kiosk-place">
          <Icon name="card" /> <Said of={t('card.place')} />
        </p>
      );
    case 'looking':
    case 'reading':
    case 'read':
      return (
        <p className="kiosk-place" aria-live="polite">
          <Icon name="card" /> <Said of={t('card.reading')} />
        </p>
      );
    case 'pin':
      return <Pin key={state.left} state={state} reading={reading} />;
    case 'last-try':
      return (
        <Notice kind="check" title={<Said of={t('card.last-try.title')} />}>
          <p>
            <Said of={t('card.last-try.text')} />
          </p>
          <div className="kiosk-buttons">
            <ActionButton onPress={() => void reading.enter(state.digits, true)}>
              <Said of={t('card.last-try.go')} />
            </ActionButton>
            <ActionButton kind="primary" onPress={() => callStaff('pin')}>
              <Said of={t('action.call-staff')} />
            </ActionButton>
          </div>
        </Notice>
      );
    case 'forgotten':
      return (
        <Notice kind="info" title={<Said of={t('card.forgot.title')} />}>
          <p>
            <Said of={t('card.forgot.text')} />
          </p>
          <ActionButton onPress={() => reading.again()}>
            <Said of={t('card.next-person')} />
          </ActionButton>
        </Notice>
      );
    case 'locked':
      return (
        <Notice kind="check" title={<Said of={t('card.locked.title')} />}>
          <p>
            <Said of={t('card.locked.text')} />
          </p>
          <ActionButton onPress={() => reading.again()}>
            <Said of={t('card.next-person')} />
          </ActionButton>
        </Notice>
      );
    case 'failed': {
      const { failure } = state;
      const key =
        failure.kind === 'not-a-my-number-card'
          ? (`card.${failure.looksLike}` as const)
          : (`card.${failure.kind}` as const);
      return (
        <Notice kind="check" title={<Said of={t(`${key}.title`)} />}>
          <p>
            <Said of={t(`${key}.text`)} />
          </p>
          <ActionButton kind="primary" onPress={() => reading.again()}>
            <Said of={t('action.again')} />
          </ActionButton>
        </Notice>
      );
    }
  }
}

const PIN_DIGITS = 4;

/** The pad for one try; wrong digits are gone with it. */
function Pin({ state, reading }: { state: Extract<CardReadingState, { at: 'pin' }>; reading: CardReading }) {
  const { t, plain } = useWords();
  const [digits, setDigits] = useState('');
  const left = state.left === null ? '' : t('card.pin.tries', { count: state.left });
  const enter = () => void reading.enter(digits);
  return (
    <>
      <NumberPad
        label={<Said of={t('card.pin.title')} />}
        hint={<Said of={t('card.pin.which')} />}
        value={digits}
        onChange={setDigits}
        length={PIN_DIGITS}
        masked
        announce={(count) => t('pad.count', { count })}
        eraseLabel={plain(t('pad.erase'))}
        keysLabel={plain(t('pad.keys'))}
        onEnter={enter}
        error={state.wrong ? <Said of={`${t('card.wrong.title')}　${left}`} /> : undefined}
      />
      <div className="kiosk-buttons">
        <ActionButton kind="primary" icon="card" unavailable={digits.length < PIN_DIGITS} onPress={enter}>
          <Said of={t('card.step.read')} />
        </ActionButton>
        <ActionButton kind="quiet" icon="question" onPress={() => reading.forget()}>
          <Said of={t('card.pin.forgot')} />
        </ActionButton>
      </div>
    </>
  );
}

/**
 * Once the visitor is known, the household is asked for in the background: one bulk request, only facts of this event.
 * For a move-in that is 転出証明書情報; late or missing, the family is tapped in on the next screen.
 */
async function fetchHousehold(
  kiosk: Kiosk,
  session: CaseSession,
  person: { name: string; birthDate: string },
): Promise<void> {
  const { outlook } = session.visit;
  const { content, events } = outlook.program;
  for (const from of ['certificate', 'register'] as const) {
    const facts = content.facts.filter((fact) => fact.sources.includes(from)).map((fact) => fact.id);
    const answer = await kiosk.hub.household(from, {
      protocol: PROTOCOL,
      case: outlook.view.state.id,
      municipality: content.municipality.id,
      consent: true,
      person: { name: person.name, birthDate: person.birthDate },
      events: [...events],
      facts,
    });
    if (answer.ok && answer.value.outcome === 'found') {
      await recordHousehold(session, answer.value, from);
      return;
    }
    if (answer.ok && answer.value.outcome === 'staff') return kiosk.callStaff('register');
  }
}
