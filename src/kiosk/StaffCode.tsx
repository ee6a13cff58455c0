import { useState } from 'react';
import { ActionButton, Dialog, NumberPad } from '../look/index.ts';
import { EnrolForm } from './EnrolForm.tsx';
import { useKiosk } from './kiosk-context.tsx';
import { Said, useWords } from './words.tsx';

const LONGEST = 8;
const SHORTEST = 4;

/** The code of staff; the hub says whether it is right, without it this kiosk (`StaffDesk`). It opens one panel once, and says of nobody who they are. */
export function StaffCode({ onStaff, onClose }: { onStaff: (code: string) => void; onClose: () => void }) {
  const { desk } = useKiosk();
  const { t, plain } = useWords();
  const [digits, setDigits] = useState('');
  const [refused, setRefused] = useState<'wrong' | 'later' | 'gone'>();
  const enter = () => {
    if (digits.length < SHORTEST) return;
    setDigits('');
    desk.check(digits).then(
      (answer) => (answer === 'staff' ? onStaff(digits) : setRefused(answer)),
      () => setRefused('gone'),
    );
  };
  return (
    <Dialog
      title={<Said of={t('staff.only')} />}
      size="wide"
      moreLabel={plain(t('action.more-below'))}
      onClose={onClose}
      actions={
        <>
          <ActionButton onPress={onClose}>
            <Said of={t('action.continue')} />
          </ActionButton>
          <ActionButton kind="primary" unavailable={digits.length < SHORTEST} onPress={enter}>
            <Said of={t('staff.code.enter')} />
          </ActionButton>
        </>
      }
    >
      <NumberPad
        label={<Said of={t('staff.code.title')} />}
        value={digits}
        onChange={(typed) => {
          setDigits(typed);
          setRefused(undefined);
        }}
        length={LONGEST}
        masked
        announce={(count) => plain(t('pad.count', { count }))}
        eraseLabel={plain(t('pad.erase'))}
        keysLabel={plain(t('pad.keys'))}
        onEnter={enter}
        error={refused && <Said of={t(`staff.code.${refused}`)} />}
      />
      {/* The hub says nothing of codes to a device that it does not know. */}
      {refused === 'gone' && desk.standing().state !== 'enrolled' && <EnrolForm />}
    </Dialog>
  );
}
