import { useEffect } from 'react';
import { ActionButton, Dialog } from '../look/index.ts';
import { PaperPages } from './PaperPages.tsx';
import { usePapers } from './papers.ts';
import { Said, useWords } from './words.tsx';

interface PrintedProps {
  receipt: string;
  /** How many pages there are, once they can be printed. */
  onReady: (pages: number) => void;
  /** Shows on the screen what would be printed. */
  preview: boolean;
  onClose: () => void;
}

/** All papers of a case, for the printer and for the preview: the resident's set first, then the desk's. */
export function Printed({ receipt, onReady, preview, onClose }: PrintedProps) {
  const { t, plain } = useWords();
  const { guidance, letters, copies, desk } = usePapers(receipt);
  const pages = guidance.length + letters.length + copies.length + desk.length;
  useEffect(() => onReady(pages), [onReady, pages]);
  return (
    <>
      <div className="kiosk-print">
        <PaperPages pages={[...guidance, ...letters, ...copies, ...desk]} />
      </div>
      {preview && (
        <Dialog
          title={<Said of={t('paper.preview')} />}
          size="wide"
          moreLabel={plain(t('action.more-below'))}
          onClose={onClose}
          actions={
            <ActionButton kind="primary" onPress={onClose}>
              <Said of={t('action.close')} />
            </ActionButton>
          }
        >
          {(
            [
              ['paper.guidance', guidance],
              ['paper.letters', letters],
              ['paper.copies', copies],
              ['paper.desk', desk],
            ] as const
          )
            .filter(([, own]) => own.length > 0)
            .map(([title, own]) => (
              <section key={title} className="kiosk-preview" data-private="">
                <h3>
                  <Said of={t(title, { count: own.length })} />
                </h3>
                <PaperPages pages={own} label={(page) => `${plain(t(title, { count: own.length }))} ${page}`} />
              </section>
            ))}
        </Dialog>
      )}
    </>
  );
}
