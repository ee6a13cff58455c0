import { useState } from 'react';
import { ActionButton, Dialog } from '../../look/index.ts';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { Said, useWords } from '../words.tsx';

/** 今日はここまで: for whom it is too much, or who lacks a paper. Nothing is lost, and what is left is on the sheet. */
export function EnoughForToday() {
  const { attempt } = useKiosk();
  const { session } = useCase();
  const { t, plain } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <div className="kiosk-buttons">
        <ActionButton kind="quiet" icon="clock" onPress={() => setAsking(true)}>
          <Said of={t('early.action')} />
        </ActionButton>
      </div>
      {asking && (
        <Dialog
          title={<Said of={t('early.title')} />}
          moreLabel={plain(t('action.more-below'))}
          onClose={() => setAsking(false)}
          actions={
            <>
              <ActionButton onPress={() => setAsking(false)}>
                <Said of={t('action.close')} />
              </ActionButton>
              <ActionButton kind="primary" onPress={() => attempt(session.act({ type: 'finished-early' }))}>
                <Said of={t('early.confirm')} />
              </ActionButton>
            </>
          }
        >
          <p>
            <Said of={t('early.text')} />
          </p>
        </Dialog>
      )}
    </>
  );
}
