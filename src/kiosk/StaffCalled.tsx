import { lazy, Suspense, useState } from 'react';
import { ActionButton, Dialog } from '../look/index.ts';
import { useKiosk } from './kiosk-context.tsx';
import { later } from './later.ts';
import { Said, useWords } from './words.tsx';

const StaffCode = lazy(async () => ({ default: (await later.staff()).StaffCode }));
const BookingNumber = lazy(async () => ({ default: (await later.staff()).BookingNumber }));
const ResumeCase = lazy(async () => ({ default: (await later.staff()).ResumeCase }));
const OutboxView = lazy(async () => ({ default: (await later.staff()).OutboxView }));
const PaperReceived = lazy(async () => ({ default: (await later.staff()).PaperReceived }));
const StaffPanel = lazy(async () => ({ default: (await later.staff()).StaffPanel }));

/**
 * Staff are called: seen at once, and nothing is lost by waiting. Who comes gets further with their code: in a visit to
 * what staff see, before one to a visit that they prepared, to one that is taken up again, to the cases that wait for the
 * hub, and to a paper that was filled in by hand.
 */
export function StaffCalled({ reason, onClose }: { reason: string; onClose: () => void }) {
  const { session, place } = useKiosk();
  const { t } = useWords();
  const [at, setAt] = useState<'called' | 'code' | 'panel' | 'outbox' | 'paper' | { code: string; doing?: 'resume' }>(
    'called',
  );
  if (at === 'code')
    return (
      <Suspense fallback={undefined}>
        <StaffCode onStaff={(code) => setAt(session ? 'panel' : { code })} onClose={onClose} />
      </Suspense>
    );
  if (typeof at === 'object')
    return (
      <Suspense fallback={undefined}>
        {at.doing === 'resume' ? (
          <ResumeCase code={at.code} onClose={onClose} />
        ) : (
          <BookingNumber
            code={at.code}
            onOutbox={() => setAt('outbox')}
            onPaper={() => setAt('paper')}
            onResume={() => setAt({ ...at, doing: 'resume' })}
            onClose={onClose}
          />
        )}
      </Suspense>
    );
  if (at === 'outbox')
    return (
      <Suspense fallback={undefined}>
        <OutboxView onClose={onClose} />
      </Suspense>
    );
  if (at === 'paper')
    return (
      <Suspense fallback={undefined}>
        <PaperReceived onClose={onClose} />
      </Suspense>
    );
  if (at === 'panel')
    return (
      <Suspense fallback={undefined}>
        <StaffPanel onClose={onClose} />
      </Suspense>
    );
  if (place === 'home')
    return (
      <Dialog
        title={<Said of={t('home.ask.title')} />}
        onClose={onClose}
        actions={
          <ActionButton kind="primary" onPress={onClose}>
            <Said of={t('action.continue')} />
          </ActionButton>
        }
      >
        <p>
          <Said of={t('home.ask.text')} />
        </p>
      </Dialog>
    );
  return (
    <Dialog
      title={<Said of={t('staff.called.title')} />}
      onClose={onClose}
      actions={
        <>
          <ActionButton kind="quiet" onPress={() => setAt('code')}>
            <Said of={t('staff.only')} />
          </ActionButton>
          <ActionButton kind="primary" onPress={onClose}>
            <Said of={t('action.continue')} />
          </ActionButton>
        </>
      }
    >
      <p>
        <Said of={t(reason === 'document' ? 'staff.called.document' : 'staff.called.text')} />
      </p>
    </Dialog>
  );
}
