import { useState } from 'react';
import { ActionButton, Dialog, NumberPad } from '../look/index.ts';
import { useKiosk } from './kiosk-context.tsx';
import { Said, useWords } from './words.tsx';

const LENGTH = 6;

/**
 * 予約番号: staff open the visit that they prepared, and hand it to the family. From here they also take up a case again,
 * enter papers, and see the outbox.
 */
export function BookingNumber({
  code,
  onOutbox,
  onPaper,
  onResume,
  onClose,
}: {
  code: string;
  onOutbox: () => void;
  onPaper: () => void;
  onResume: () => void;
  onClose: () => void;
}) {
  const { hub, openBooking } = useKiosk();
  const { t, plain, staff } = useWords();
  const [digits, setDigits] = useState('');
  const [refused, setRefused] = useState<'not-found' | 'gone'>();
  const open = () => {
    if (digits.length < LENGTH) return;
    void hub.openBooking(code, digits).then((answer) => {
      if (!answer.ok || answer.value.outcome !== 'found') {
        setDigits('');
        setRefused(answer.ok ? 'not-found' : 'gone');
        return;
      }
      onClose();
      openBooking(answer.value);
    });
  };
  return (
    <Dialog
      title={<Said of={t('booking.open')} />}
      size="wide"
      moreLabel={plain(t('action.more-below'))}
      onClose={onClose}
      actions={
        <>
          <ActionButton kind="quiet" onPress={onOutbox}>
            {staff('outbox.open')}
          </ActionButton>
          <ActionButton kind="quiet" onPress={onPaper}>
            {staff('paper.open')}
          </ActionButton>
          <ActionButton kind="quiet" onPress={onResume}>
            {staff('resume.title')}
          </ActionButton>
          <ActionButton onPress={onClose}>
            <Said of={t('action.close')} />
          </ActionButton>
          <ActionButton kind="primary" unavailable={digits.length < LENGTH} onPress={open}>
            <Said of={t('booking.open')} />
          </ActionButton>
        </>
      }
    >
      <NumberPad
        label={<Said of={t('booking.title')} />}
        value={digits}
        onChange={(typed) => {
          setDigits(typed);
          setRefused(undefined);
        }}
        length={LENGTH}
        announce={(count) => plain(t('pad.count', { count }))}
        eraseLabel={plain(t('pad.erase'))}
        keysLabel={plain(t('pad.keys'))}
        onEnter={open}
        error={refused && <Said of={t(`booking.${refused}`)} />}
      />
    </Dialog>
  );
}
