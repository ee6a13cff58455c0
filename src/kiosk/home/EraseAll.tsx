import { useState } from 'react';
import { ActionButton, Dialog } from '../../look/index.ts';
import { useKiosk } from '../kiosk-context.tsx';
import { Said, useWords } from '../words.tsx';

/** Everything that was answered on this device is removed, once that was asked twice. */
export function EraseAll() {
  const { send } = useKiosk();
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <ActionButton kind="quiet" icon="erase" onPress={() => setAsking(true)}>
        <Said of={t('home.erase')} />
      </ActionButton>
      {asking && (
        <Dialog
          title={<Said of={t('home.erase.title')} />}
          onClose={() => setAsking(false)}
          actions={
            <>
              <ActionButton onPress={() => setAsking(false)}>
                <Said of={t('home.erase.keep')} />
              </ActionButton>
              <ActionButton kind="primary" icon="erase" onPress={() => send({ type: 'LEFT' })}>
                <Said of={t('home.erase')} />
              </ActionButton>
            </>
          }
        >
          <p>
            <Said of={t('home.erase.text')} />
          </p>
        </Dialog>
      )}
    </>
  );
}
