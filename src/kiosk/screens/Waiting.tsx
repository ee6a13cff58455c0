import { Frame, Question } from '../../look/index.ts';
import { useKiosk } from '../kiosk-context.tsx';
import { Said, useWords } from '../words.tsx';

export function Waiting() {
  const { municipality } = useKiosk();
  const { t, plain } = useWords();
  return (
    <Frame screen="waiting" title={municipality} moreLabel={plain(t('action.more-below'))}>
      <Question>
        <Said of={t('frame.loading')} />
      </Question>
    </Frame>
  );
}
