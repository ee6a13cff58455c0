import { toString } from 'qrcode';
import { useEffect, useState } from 'react';
import { ActionButton } from '../look/index.ts';
import { guidanceTexts } from '../paperwork/index.ts';
import { useGuidance } from './guidance.ts';
import { Said, useWords } from './words.tsx';

/** Bytes of text in one code: at medium correction version 21, which phones still read from a screen. */
const LIMIT = 700;

/** The guidance sheet as plain text in one or several codes: any phone shows it, without a network and without an app. */
export function GuidanceCodes({ receipt }: { receipt: string }) {
  const { t, plain } = useWords();
  const texts = guidanceTexts(useGuidance(receipt), LIMIT);
  const [at, setAt] = useState(0);
  const [drawn, setDrawn] = useState<{ text: string; svg: string }>();
  const text = texts[at] ?? '';
  useEffect(() => {
    let wanted = true;
    void toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }).then((svg) => {
      if (wanted) setDrawn({ text, svg });
    });
    return () => {
      wanted = false;
    };
  }, [text]);
  const number = { page: at + 1, pages: texts.length };
  return (
    <>
      {drawn && (
        <img
          className="kiosk-code"
          data-part={drawn.text === text ? at + 1 : undefined}
          alt={plain(t('prepared.qr.part', number))}
          src={`data:image/svg+xml;utf8,${encodeURIComponent(drawn.svg)}`}
        />
      )}
      {texts.length > 1 && (
        <div className="kiosk-buttons">
          <ActionButton unavailable={at === 0} onPress={() => setAt(at - 1)}>
            <Said of={t('prepared.qr.before')} />
          </ActionButton>
          <output>
            <Said of={t('prepared.qr.part', number)} />
          </output>
          <ActionButton unavailable={at === texts.length - 1} onPress={() => setAt(at + 1)}>
            <Said of={t('prepared.qr.after')} />
          </ActionButton>
        </div>
      )}
    </>
  );
}
