import { useEffect, useState } from 'react';
import { ActionButton, Dialog, Frame, Question } from '../../look/index.ts';
import { Guidance } from '../Guidance.tsx';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { PrintedApplications } from '../PrintedApplications.tsx';
import { Said, useWords } from '../words.tsx';

/** Prepared, not yet filed: the number, what happens next, paper or QR, and that all this will be erased. */
export function Prepared({ seconds }: { seconds: number }) {
  const { municipality, send } = useKiosk();
  const { visit } = useCase();
  const { t, plain } = useWords();
  const [left, setLeft] = useState(seconds);
  const [qr, setQr] = useState(false);
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
          <ActionButton icon="print" onPress={() => window.print()}>
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
          <ActionButton icon="phone" onPress={() => setQr(true)}>
            <Said of={t('prepared.qr')} />
          </ActionButton>
        </div>
        <output className="kiosk-countdown">
          <Said of={`${t('prepared.erase')}　${t('prepared.erase-in', { count: Math.ceil(left / 10) * 10 })}`} />
        </output>
      </Frame>
      <div className="kiosk-print">
        <Guidance receipt={receipt} />
        <PrintedApplications receipt={receipt} />
      </div>
      {qr && (
        <Dialog
          title={<Said of={t('prepared.qr')} />}
          size="wide"
          moreLabel={plain(t('action.more-below'))}
          onClose={() => setQr(false)}
          actions={
            <ActionButton kind="primary" onPress={() => setQr(false)}>
              <Said of={t('action.close')} />
            </ActionButton>
          }
        >
          <p>
            <Said of={t('prepared.qr.text')} />
          </p>
          <GuidanceCode receipt={receipt} />
        </Dialog>
      )}
    </>
  );
}

/** The guidance sheet's essence as plain text in a code: any phone shows it, without a network and without an app. */
function GuidanceCode({ receipt }: { receipt: string }) {
  const { visit } = useCase();
  const { text, t, plain } = useWords();
  const [image, setImage] = useState<string>();
  useEffect(() => {
    let wanted = true;
    void import('../guidance-code.ts').then(async ({ guidanceCode }) => {
      const svg = await guidanceCode(visit.outlook, receipt, {
        text: (key) => plain(text(key)),
        title: plain(t('guidance.title')),
        by: (date) => t('deadline.until', { date }),
        more: (count) => plain(t('prepared.qr.more', { count })),
      });
      if (wanted) setImage(svg);
    });
    return () => {
      wanted = false;
    };
  }, [visit, receipt, text, t, plain]);
  return image ? (
    <img
      className="kiosk-code"
      alt={plain(t('prepared.qr'))}
      src={`data:image/svg+xml;utf8,${encodeURIComponent(image)}`}
    />
  ) : (
    <p>
      <Said of={t('frame.loading')} />
    </p>
  );
}
