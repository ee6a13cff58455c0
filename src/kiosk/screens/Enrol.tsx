import { ActionButton, Frame, Notice, Question } from '../../look/index.ts';
import { EnrolForm } from '../EnrolForm.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { Said, useWords } from '../words.tsx';

/** This kiosk did not join a hub yet, or another hub answers than the one it joined: for staff, who have a code. */
export function Enrol({ because }: { because: 'not-enrolled' | 'other-hub' }) {
  const { municipality, send } = useKiosk();
  const { t, plain } = useWords();
  return (
    <Frame
      screen={`trouble-${because}`}
      title={municipality}
      moreLabel={plain(t('action.more-below'))}
      back={
        <ActionButton onPress={() => send({ type: 'RETRY' })}>
          <Said of={t('action.again')} />
        </ActionButton>
      }
    >
      <Question>
        <Said of={t(`trouble.${because}.title`)} />
      </Question>
      <Notice kind={because === 'other-hub' ? 'error' : 'info'} title={<Said of={t('enrol.for-staff')} />}>
        <p>
          <Said of={t(`trouble.${because}.text`)} />
        </p>
      </Notice>
      <EnrolForm />
    </Frame>
  );
}
