import { checkSentences } from '../../paperwork/index.ts';
import { ActionButton, Frame, Question } from '../../look/index.ts';
import { useHeader } from '../Header.tsx';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { useShow } from '../show.ts';
import { Said, useWords } from '../words.tsx';
import { Signing } from './Signing.tsx';

/** 確認: the case in a few plain sentences, each with a change that comes straight back. The sheets stay beside it. */
export function Check() {
  const { attempt, place } = useKiosk();
  const { session, visit } = useCase();
  const { t, text, japanese, plain } = useWords();
  const show = useShow();
  const header = useHeader();
  const sentences = checkSentences(visit.outlook, japanese);
  return (
    <Frame
      screen="check"
      {...header}
      next={
        <ActionButton kind="primary" iconAfter="next" onPress={() => attempt(session.pass())}>
          <Said of={t('check.right')} />
        </ActionButton>
      }
    >
      <Question note={<Said of={t('check.lead')} />}>
        <Said of={t('check.title')} />
      </Question>
      <ul className="kiosk-check" data-private="">
        {sentences.map(({ text: key, gaps, change }) => (
          <li key={key}>
            <span>
              <Said of={show.sentence(text(key), gaps)} />
            </span>
            {change !== undefined && (
              <ActionButton
                kind="quiet"
                onPress={() => attempt(session.change(change))}
                aria-label={plain(`${t('action.change')}: ${show.sentence(text(key), gaps)}`)}
              >
                <Said of={t('action.change')} />
              </ActionButton>
            )}
          </li>
        ))}
      </ul>
      {place === 'kiosk' && <Signing />}
    </Frame>
  );
}
