import { Suspense, useEffect, useState } from 'react';
import { ActionButton, Dialog, Frame, Question } from '../../look/index.ts';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { GuidanceCodes, Printed } from '../later.ts';
import { Said, useWords } from '../words.tsx';

/** Prepared, not yet filed: the number, what happens next, paper or QR, and that all this will be erased. */
export function Prepared({ seconds }: { seconds: number }) {
  const { municipality, send } = useKiosk();
  const { visit } = useCase();
  const { t, plain } = useWords();
  const [left, setLeft] = useState(seconds);
  const [open, setOpen] = useState<'qr' | 'preview' | 'printed' | 'not-printed'>();
  /** How many pages; undefined while they are still being laid out. */
  const [pages, setPages] = useState<number>();
  const close = () => setOpen(undefined);
  const print = () => {
    window.print();
    setOpen('printed');
  };
  useEffect(() => {
    const timer = setInterval(() => setLeft((before) => Math.max(0, before - 1)), 1000);
    return () => clearInterval(timer);
  }, []);
  const more = () => {
    setLeft(seconds);
    send({ type: 'MORE_TIME' });
  };
  const receipt = visit.outlook.view.state.prepared?.receipt ?? '';
  return (
    <>
      <Frame
        screen="prepared"
        title={municipality}
        moreLabel={plain(t('action.more-below'))}
        back={
          <ActionButton icon="clock" onPress={more}>
            <Said of={t('prepared.more-time')} />
          </ActionButton>
        }
        call={
          <ActionButton icon="print" unavailable={pages === undefined} onPress={print}>
            <Said of={t('action.print')} />
          </ActionButton>
        }
        next={
          <ActionButton kind="primary" icon="erase" onPress={() => send({ type: 'ERASE' })}>
            <Said of={t('prepared.finish')} />
          </ActionButton>
        }
      >
        <Question note={<Said of={t('prepared.wait', { number: receipt })} />}>
          <Said of={t('prepared.title')} />
        </Question>
        <p className="kiosk-receipt">
          <small>
            <Said of={t('prepared.number')} />
          </small>
          <strong>{receipt}</strong>
        </p>
        <ol className="kiosk-lines">
          {(['prepared.next.1', 'prepared.next.2', 'prepared.next.3'] as const).map((key) => (
            <li key={key}>
              <Said of={t(key)} />
            </li>
          ))}
        </ol>
        <div className="kiosk-buttons">
          <ActionButton icon="phone" onPress={() => setOpen('qr')}>
            <Said of={t('prepared.qr')} />
          </ActionButton>
          <ActionButton unavailable={pages === undefined} onPress={() => setOpen('preview')}>
            <Said of={t('paper.preview')} />
          </ActionButton>
        </div>
        <output className="kiosk-countdown">
          <Said of={`${t('prepared.erase')}　${t('prepared.erase-in', { count: Math.ceil(left / 10) * 10 })}`} />
        </output>
      </Frame>
      <Suspense>
        <Printed receipt={receipt} onReady={setPages} preview={open === 'preview'} onClose={close} />
      </Suspense>
      {(open === 'printed' || open === 'not-printed') && (
        <Dialog
          title={
            <Said of={open === 'printed' ? t('prepared.printed') : t('prepared.print-failed', { number: receipt })} />
          }
          moreLabel={plain(t('action.more-below'))}
          onClose={close}
          actions={
            <>
              {open === 'printed' && (
                <ActionButton onPress={() => setOpen('not-printed')}>
                  <Said of={t('paper.nothing-came')} />
                </ActionButton>
              )}
              <ActionButton kind="primary" onPress={close}>
                <Said of={t(open === 'printed' ? 'paper.taken' : 'action.close')} />
              </ActionButton>
            </>
          }
        >
          <p>
            <Said of={open === 'printed' ? t('paper.count', { count: pages ?? 0 }) : t('paper.other-way')} />
          </p>
        </Dialog>
      )}
      {open === 'qr' && (
        <Dialog
          title={<Said of={t('prepared.qr')} />}
          size="wide"
          moreLabel={plain(t('action.more-below'))}
          onClose={close}
          actions={
            <ActionButton kind="primary" onPress={close}>
              <Said of={t('action.close')} />
            </ActionButton>
          }
        >
          <p>
            <Said of={t('prepared.qr.text')} />
          </p>
          <Suspense>
            <GuidanceCodes receipt={receipt} />
          </Suspense>
        </Dialog>
      )}
    </>
  );
}
