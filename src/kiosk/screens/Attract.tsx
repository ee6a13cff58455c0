import { useState } from 'react';
import { ActionButton, Choice, ChoiceGroup, Frame, Question } from '../../look/index.ts';
import { DisplayControls } from '../DisplayControls.tsx';
import { EventPicture } from '../EventPicture.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { Said, useWords } from '../words.tsx';

/**
 * The first screen: the city, one sentence, what brings you here. One tap begins; who comes for several things at once
 * says so first, and ticks them all.
 */
export function Attract({ events }: { events: readonly string[] }) {
  const { municipality, send, callStaff, place, homeCodes } = useKiosk();
  const atHome = place === 'home';
  const { t, text, plain } = useWords();
  const [chosen, choose] = useState<readonly string[]>([]);
  const [several, setSeveral] = useState(false);
  const begin = (of: readonly string[]) =>
    send({ type: 'START', events: events.filter((event) => of.includes(event)) });
  const pick = (event: string) => {
    const others = chosen.filter((one) => one !== event);
    choose(several ? (others.length < chosen.length ? others : [...chosen, event]) : [event]);
    if (!several) begin([event]);
  };
  return (
    <Frame
      screen="attract"
      title={municipality}
      controls={<DisplayControls />}
      moreLabel={plain(t('action.more-below'))}
      back={
        !atHome && (
          <ActionButton icon="phone" onPress={homeCodes.show}>
            <Said of={t('attract.from-home')} />
          </ActionButton>
        )
      }
      call={
        !atHome && (
          <ActionButton kind="quiet" icon="bell" onPress={() => callStaff('attract')}>
            <Said of={t('action.call-staff')} />
          </ActionButton>
        )
      }
      next={
        several && (
          <ActionButton kind="primary" iconAfter="next" unavailable={chosen.length === 0} onPress={() => begin(chosen)}>
            <Said of={t('action.next')} />
          </ActionButton>
        )
      }
    >
      <Question
        id="attract"
        note={<Said of={t(several ? 'attract.several.lead' : atHome ? 'attract.home.lead' : 'attract.lead')} />}
      >
        <Said of={t(atHome ? 'attract.home.ask' : 'attract.ask')} />
      </Question>
      <ChoiceGroup labelledBy="attract" columns={events.length > 4 ? 3 : 2}>
        {events.map((event) => (
          <Choice
            key={event}
            kind={several ? 'checkbox' : 'radio'}
            name="event"
            checked={chosen.includes(event)}
            onPick={() => pick(event)}
            label={<Said of={text(`event.${event}.plain`)} />}
            picture={<EventPicture event={event} />}
          />
        ))}
      </ChoiceGroup>
      <div className="kiosk-buttons">
        {events.length > 1 && (
          <ActionButton
            kind="quiet"
            icon={several ? 'close' : 'plus'}
            onPress={() => {
              choose([]);
              setSeveral(!several);
            }}
          >
            <Said of={t(several ? 'attract.one' : 'attract.several')} />
          </ActionButton>
        )}
        <ActionButton kind="quiet" icon="question" onPress={() => callStaff('attract-other')}>
          <Said of={t('attract.other')} />
        </ActionButton>
      </div>
    </Frame>
  );
}
