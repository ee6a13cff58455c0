import { useState } from 'react';
import { ActionButton, TextField } from '../look/index.ts';
import type { Enrolment } from '../sync/index.ts';
import { useKiosk } from './kiosk-context.tsx';
import { Said, useWords } from './words.tsx';

/** The field for the one-time code with which staff enrol this device; the page begins again when the hub has said yes. */
export function EnrolForm() {
  const { desk } = useKiosk();
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<Exclude<Enrolment, 'enrolled'> | 'not-kept'>();
  const enrol = async () => {
    if (typed.trim() === '' || asking) return;
    setAsking(true);
    const outcome = await desk.enrol(typed).catch(() => 'not-kept' as const);
    setAsking(false);
    if (outcome !== 'enrolled') setRefused(outcome);
  };
  return (
    <form
      className="kiosk-enrol"
      onSubmit={(event) => {
        event.preventDefault();
        void enrol();
      }}
    >
      <TextField
        label={<Said of={t('enrol.code')} />}
        hint={<Said of={t('enrol.code.hint')} />}
        value={typed}
        autoCapitalize="characters"
        onChange={(event) => {
          setTyped(event.target.value);
          setRefused(undefined);
        }}
        error={refused && <Said of={t(`enrol.${refused}`)} />}
      />
      <ActionButton kind="primary" unavailable={typed.trim() === '' || asking} onPress={() => void enrol()}>
        <Said of={t('enrol.join')} />
      </ActionButton>
    </form>
  );
}
