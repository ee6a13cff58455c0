import { useState } from 'react';
import type { CardDescription, SampleCard } from '../devices/index.ts';
import { Choice, ChoiceGroup, Disclosure } from '../look/index.ts';
import { formatDate, type ShellKey } from '../wording/index.ts';
import { useKiosk } from './kiosk-context.tsx';
import { Said, useWords } from './words.tsx';

/** The kinds of cards that have words; the others show how a chip may be laid out, which nobody at a counter sees. */
const kinds = [
  'usual',
  'old-address',
  'long-texts',
  'variant-characters',
  'lacking-characters',
  'combining-marks',
  'alphabet',
  'alphabet-alias',
  'half-width-alphabet',
  'mononym',
  'other-sex',
  'unknown-birth-day',
  'pins-differ',
  'child',
  'pinless',
  'locked',
  'last-try',
  'register-pin-locked',
  'expired',
  'certificates-expired',
  'with-reading',
  'falls-off',
  'slow',
  'broken-file',
  'blank',
  'transit',
  'android-phone',
  'iphone',
  'resident-card',
] as const satisfies (ShellKey extends infer Key ? (Key extends `demo.kind.${infer Kind}` ? Kind : never) : never)[];

const kindOf = ({ id }: SampleCard) => kinds.find((kind) => kind === id);

/** In a demonstration: simulated cards of invented people, "placed" by a tap. The reading does not know the difference. */
export function CardGallery({ placed, onPlaced }: { placed: string | undefined; onPlaced: (id: string) => void }) {
  const { gallery, samples, placeCard } = useKiosk();
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  if (!gallery || !placeCard) return undefined;
  const place = (id: string) => {
    onPlaced(id);
    placeCard(id);
  };
  return (
    <>
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
            onPick={() => place(id)}
          />
        ))}
      </ChoiceGroup>
      {samples.length > 0 && (
        <Disclosure summary={<Said of={t('demo.special')} />} onToggle={setOpen}>
          {open && (
            <ChoiceGroup columns={3}>
              {samples.map((sample) => {
                const kind = kindOf(sample);
                if (kind === undefined) return undefined;
                const id = `sample/${sample.id}`;
                const { card } = sample;
                const story = card.name.length > 24 ? `${Array.from(card.name).slice(0, 20).join('')}…` : card.name;
                return (
                  <Choice
                    key={id}
                    kind="radio"
                    size="compact"
                    name="demo-card"
                    value={sample.id}
                    checked={placed === id}
                    label={<Said of={t(`demo.kind.${kind}`)} />}
                    note={hasPin(card) ? <Said of={t('demo.pin', { story, pin: card.pin })} /> : story}
                    onPick={() => place(id)}
                  />
                );
              })}
            </ChoiceGroup>
          )}
        </Disclosure>
      )}
    </>
  );
}

const hasPin = ({ behaviour = {} }: CardDescription) =>
  !behaviour.pinless && !behaviour.blank && !behaviour.transit && !behaviour.phone && !behaviour.residentCard;

/** What stands on the front of the card that was placed: nobody holds it in their hand. */
export function CardFront({ placed }: { placed: string | undefined }) {
  const { gallery, samples } = useKiosk();
  const { t, language } = useWords();
  if (!gallery) return undefined;
  const card =
    gallery.cards.find(({ id }) => id === placed)?.card ?? samples.find(({ id }) => `sample/${id}` === placed)?.card;
  if (!card) return undefined;
  return (
    <section className="kiosk-front">
      <h2>
        <Said of={t('demo.front')} />
      </h2>
      <p>{card.name}</p>
      <p>
        <Said of={t('demo.front.birth', { date: formatDate(card.birthDate.replace(/(-00)+$/, ''), language) })} />
      </p>
      <p>
        <Said of={t('demo.front.expiry', { date: formatDate(card.expiry, language) })} />
      </p>
      <p>
        <Said of={t('demo.front.code', { code: card.checkCodeSecurity })} />
      </p>
    </section>
  );
}
