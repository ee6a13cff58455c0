import { ActionButton, Frame, Question } from '../../look/index.ts';
import { useHeader } from '../Header.tsx';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { Said, useWords } from '../words.tsx';

/** 利用目的の明示: what is read and why, when it is erased, before anything is asked (個人情報の保護に関する法律62条). */
export function Purpose() {
  const { attempt, municipality, place } = useKiosk();
  const { session } = useCase();
  const { t } = useWords();
  const header = useHeader();
  return (
    <Frame
      screen="purpose"
      {...header}
      next={
        <ActionButton kind="primary" iconAfter="next" onPress={() => attempt(session.pass())}>
          <Said of={t('purpose.go')} />
        </ActionButton>
      }
    >
      <Question>
        <Said of={t('purpose.title')} />
      </Question>
      <dl className="kiosk-purpose">
        {(['what', 'why', 'erased'] as const).map((part) => (
          <div key={part}>
            <dt>
              <Said of={t(`purpose.${part}.title`)} />
            </dt>
            <dd>
              <Said
                of={t(place === 'home' ? `home.purpose.${part}` : `purpose.${part}.text`, { city: municipality })}
              />
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <Said of={t('purpose.not-filed')} />
      </p>
    </Frame>
  );
}
