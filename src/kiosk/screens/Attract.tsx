import { useState } from 'react';
import { ActionButton, Choice, ChoiceGroup, Frame, Question } from '../../look/index.ts';
import { DisplayControls } from '../DisplayControls.tsx';
import { EventPicture } from '../EventPicture.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { Said, useWords } from '../words.tsx';

/** The first screen: the city, one sentence, what brings you here. */
export function Attract({ events }: { events: readonly string[] }) {
  const { municipality, send, callStaff } = useKiosk();
  const { t, text, plain } = useWords();
  const [chosen, choose] = useState<readonly string[]>([]);
  const pick = (event: string) => {
    choose([event]);
    send({ type: 'START', events: [event] });
  };
  return (
    <Frame
      screen="attract"
      title={municipality}
      controls={<DisplayControls />}
      moreLabel={plain(t('action.more-below'))}
      call={
        <ActionButton kind="quiet" icon="bell" onPress={() => callStaff('attract')}>
          <Said of={t('action.call-staff')} />
        </ActionButton>
      }
    >
      <Question id="attract" note={<Said of={t('attract.lead')} />}>
        <Said of={t('attract.ask')} />
      </Question>
      <ChoiceGroup labelledBy="attract" columns={2}>
        {events.map((event) => (
          <Choice
            key={event}
            kind="radio"
            name="event"
            checked={chosen.includes(event)}
            onPick={() => pick(event)}
            label={<Said of={text(`event.${event}.plain`)} />}
            picture={<EventPicture event={event} />}
          />
        ))}
      </ChoiceGroup>
    </Frame>
  );
}
