import { useEffect, useEffectEvent, useMemo, useState, useSyncExternalStore } from 'react';
import { cardValidity } from '../../card/index.ts';
import { CASE_SUBJECT } from '../../case/index.ts';
import { ActionButton, Frame, Icon, Notice, Question, Steps } from '../../look/index.ts';
import { CardReading, type CardReadingState } from '../card-reading.ts';
import { samePerson, statementsFromCard } from '../cards.ts';
import type { CaseSession } from '../case-session.ts';
import { CardFront, CardGallery } from '../CardGallery.tsx';
import { useHeader } from '../Header.tsx';
import { familyOf } from '../household.ts';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { Said, useWords } from '../words.tsx';
import { CardAt } from './CardAt.tsx';
import { OtherWays } from './OtherWays.tsx';
import { PrintedCode } from './PrintedCode.tsx';
import { Waiting } from './Waiting.tsx';

type Read = Extract<CardReadingState, { at: 'read' }>;

/** Cards of the visitor and the family, one after the other; "no card" is as good. */
export function Cards() {
  const { reader } = useKiosk();
  const reading = useMemo(() => (typeof reader === 'string' ? reader : new CardReading(reader)), [reader]);
  if (reading === 'looking') return <Waiting />;
  return reading === 'none' ? <OtherWays /> : <Touch reading={reading} />;
}

const pause = (milliseconds: number, over: AbortSignal) =>
  new Promise<void>((wake) => {
    const timer = setTimeout(wake, milliseconds);
    over.addEventListener('abort', () => {
      clearTimeout(timer);
      wake();
    });
  });

function Touch({ reading }: { reading: CardReading }) {
  const kiosk = useKiosk();
  const { session } = useCase();
  const { t, plain } = useWords();
  const header = useHeader();
  const state = useSyncExternalStore(reading.subscribe, reading.getState);
  const [read, setRead] = useState<{ name: string; expired: boolean }[]>([]);
  const [whose, setWhose] = useState<Read>();
  const [ways, setWays] = useState(false);
  const [placed, setPlaced] = useState<string>();

  const keep = async (card: Read, person: string) => {
    const { name } = card.basicFour;
    await session.record(statementsFromCard(person, card.basicFour, card.info, kiosk.today));
    const expired = cardValidity(card.info.expiry, kiosk.today) === 'expired';
    setRead((before) => [...before.filter((one) => one.name !== name), { name, expired }]);
    setWhose(undefined);
    reading.again();
    // Not waited for by the reader: the next card may be laid meanwhile.
    if (person === visitorOf(session)) await familyOf(session).ask(card.basicFour, { ...kiosk, pause });
  };

  /** A card that was read belongs to somebody who is there, to the visitor, or to one more of the family. */
  const took = useEffectEvent((card: Read) => {
    const there = session.visit.outlook.situation.ids.find((id) =>
      samePerson({ name: session.nameOf(id), birthDate: session.known(id, 'birth-date').value }, card.basicFour),
    );
    if (there !== undefined) kiosk.attempt(keep(card, there));
    else if (session.nameOf(visitorOf(session)) === undefined) setWhose(card);
    else kiosk.attempt(session.addPerson().then((person) => keep(card, person)));
  });
  useEffect(
    () =>
      reading.subscribe(() => {
        if (reading.state.at === 'read') took(reading.state);
      }),
    [reading],
  );

  if (ways) return <OtherWays onCard={() => setWays(false)} />;
  const step =
    state.at === 'waiting' || state.at === 'looking' ? 0 : state.at === 'reading' || state.at === 'read' ? 2 : 1;
  const stepState = (index: number) => (index < step ? 'done' : index === step ? 'doing' : 'todo');
  if (state.at === 'check-code' && !whose)
    return (
      <PrintedCode state={state} reading={reading} onWithout={() => setWays(true)}>
        <CardFront placed={placed} />
      </PrintedCode>
    );
  const goOn = () => (read.length > 0 ? kiosk.attempt(session.pass()) : setWays(true));
  return (
    <Frame
      screen={`cards-${whose ? 'whose' : state.at}`}
      {...header}
      aside={undefined}
      next={
        <ActionButton kind={read.length > 0 ? 'primary' : 'secondary'} iconAfter="next" onPress={goOn}>
          <Said of={t(read.length > 0 ? 'card.enough' : 'card.without')} />
        </ActionButton>
      }
    >
      {whose && (
        <Whose
          name={whose.basicFour.name}
          onMine={(mine) =>
            kiosk.attempt(
              mine ? keep(whose, visitorOf(session)) : session.addPerson().then((person) => keep(whose, person)),
            )
          }
        />
      )}
      {!whose && state.at !== 'check-code' && (
        <>
          <Question note={<Said of={t(read.length > 0 ? 'card.next-person' : 'card.lead')} />}>
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
          {read.length > 0 && (
            <ul className="kiosk-lines" data-private="">
              {read.map(({ name }) => (
                <li key={name}>
                  <Icon name="tick" /> <Said of={t('person.named', { name })} />
                </li>
              ))}
            </ul>
          )}
          {read.at(-1)?.expired && state.at === 'waiting' && (
            <Notice kind="check" title={<Said of={t('card.expired.title')} />}>
              <p>
                <Said of={t('card.expired.text')} />
              </p>
            </Notice>
          )}
          <CardAt state={state} reading={reading} />
          <CardGallery placed={placed} onPlaced={setPlaced} />
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
