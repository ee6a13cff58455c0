import { useState } from 'react';
import { Choice, ChoiceGroup } from '../look/index.ts';
import { useKiosk } from './kiosk-context.tsx';
import { Said, useWords } from './words.tsx';

/** In a demonstration: simulated cards of invented people, "placed" by a tap. The reading does not know the difference. */
export function CardGallery() {
  const { gallery, placeCard } = useKiosk();
  const { t } = useWords();
  const [placed, setPlaced] = useState<string>();
  if (!gallery || !placeCard) return undefined;
  return (
    <ChoiceGroup legend={<Said of={t('demo.cards')} />} columns={3}>
      {gallery.cards.map(({ id, label, story, card }) => (
        <Choice
          key={id}
          kind="radio"
          size="compact"
          name="demo-card"
          checked={placed === id}
          label={label}
          note={<Said of={t('demo.pin', { story, pin: card.pin })} />}
          onPick={() => {
            setPlaced(id);
            placeCard(id);
          }}
        />
      ))}
    </ChoiceGroup>
  );
}
