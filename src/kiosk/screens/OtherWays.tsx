import { ActionButton, Choice, ChoiceGroup, Frame, Question } from '../../look/index.ts';
import { useHeader } from '../Header.tsx';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { Said, useWords } from '../words.tsx';

/** No card, or no reader: the ways that are as good. The visit always goes on. */
export function OtherWays({ onCard }: { onCard?: () => void }) {
  const { attempt, callStaff } = useKiosk();
  const { session } = useCase();
  const { t } = useWords();
  const header = useHeader();
  const goOn = () => attempt(session.pass());
  const ways = [
    ['self', goOn],
    ['document', () => callStaff('document')],
    ['staff', () => callStaff('write')],
  ] as const;
  return (
    <Frame
      screen="cards-other-ways"
      {...header}
      aside={undefined}
      back={
        onCard ? (
          <ActionButton icon="back" onPress={onCard}>
            <Said of={t('ways.card')} />
          </ActionButton>
        ) : (
          header.back
        )
      }
      next={
        <ActionButton kind="primary" iconAfter="next" onPress={goOn}>
          <Said of={t('action.next')} />
        </ActionButton>
      }
    >
      <Question
        id="ways"
        note={<Said of={onCard ? t('ways.lead') : `${t('card.reader-gone.title')}。${t('ways.lead')}`} />}
      >
        <Said of={t('ways.title')} />
      </Question>
      <ChoiceGroup labelledBy="ways" columns={1}>
        {ways.map(([id, take]) => (
          <Choice
            key={id}
            kind="radio"
            name="ways"
            value={id}
            checked={false}
            label={<Said of={t(`ways.${id}`)} />}
            note={<Said of={t(`ways.${id}.text`)} />}
            onPick={take}
          />
        ))}
      </ChoiceGroup>
    </Frame>
  );
}
