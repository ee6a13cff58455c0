import { useEffect, useEffectEvent, useState } from 'react';
import { ActionButton, Frame, Notice, Question } from '../../look/index.ts';
import { layOutGuidance } from '../../paperwork/index.ts';
import { useGuidance } from '../guidance.ts';
import { useHeader } from '../Header.tsx';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { later } from '../later.ts';
import { PaperPages } from '../PaperPages.tsx';
import { useShow } from '../show.ts';
import { Said, useWords } from '../words.tsx';
import type { MadeCode } from './make-code.ts';
import { useRotation } from './useRotation.ts';

interface Shown extends MadeCode {
  pictures: readonly string[];
}

/** The end of answering at home: the codes, large, to show, to keep as a picture, or to print with the guidance. */
export function HomeCodes() {
  const { homeCodes } = useKiosk();
  const { visit } = useCase();
  const { t, language } = useWords();
  const show = useShow();
  const header = useHeader();
  const [made, setMade] = useState<Shown | 'too-large' | 'failed'>();
  const make = useEffectEvent(async () => {
    const code = await homeCodes.make(visit.outlook, language);
    if (!code.ok) return code.reason;
    const { codePicture } = await later.codePictures();
    return { ...code.value, pictures: await Promise.all(code.value.texts.map(codePicture)) };
  });
  useEffect(() => {
    let wanted = true;
    void make()
      .catch(() => 'failed' as const)
      .then((result) => {
        if (wanted) setMade(result);
      });
    return () => {
      wanted = false;
    };
  }, []);
  const shown = typeof made === 'object' ? made : undefined;
  return (
    <>
      <Frame
        screen="home-codes"
        {...header}
        aside={undefined}
        next={
          shown && (
            <ActionButton icon="print" onPress={() => window.print()}>
              <Said of={t('action.print')} />
            </ActionButton>
          )
        }
      >
        <Question note={shown && <Said of={t('home.codes.lead', { date: show.date(shown.expires) })} />}>
          <Said of={t('home.codes.title')} />
        </Question>
        {made === undefined && <Said of={t('frame.loading')} />}
        {typeof made === 'string' && (
          <Notice kind="error" title={<Said of={t(`home.codes.${made}`)} />}>
            <p>
              <Said of={t('home.codes.kept')} />
            </p>
          </Notice>
        )}
        {shown && <Codes {...shown} />}
      </Frame>
      {shown && <PrintedCodes {...shown} />}
    </>
  );
}

function Codes({ texts, pictures }: Shown) {
  const { t, plain } = useWords();
  const { at, held, hold, step } = useRotation(pictures.length);
  const several = pictures.length > 1;
  const place = plain(t('home.codes.place', { number: at + 1, of: pictures.length }));
  return (
    <div className="kiosk-home-codes">
      <figure>
        <img className="kiosk-home-code" alt={`${plain(t('home.codes.code'))} ${place}`} src={dataUrl(pictures[at])} />
        {several && <figcaption>{place}</figcaption>}
      </figure>
      <div>
        {several && (
          <>
            <p>
              <Said of={t('home.codes.several', { of: pictures.length })} />
            </p>
            <div className="kiosk-buttons">
              <ActionButton icon="back" onPress={() => step(-1)}>
                <Said of={t('home.codes.previous')} />
              </ActionButton>
              <ActionButton onPress={() => hold(!held)}>
                <Said of={t(held ? 'home.codes.move' : 'home.codes.hold')} />
              </ActionButton>
              <ActionButton iconAfter="next" onPress={() => step(1)}>
                <Said of={t('home.codes.following')} />
              </ActionButton>
            </div>
          </>
        )}
        <p>
          <Said of={t('home.codes.bright')} />
        </p>
        <div className="kiosk-buttons">
          <ActionButton kind="primary" icon="phone" onPress={() => void save(texts)}>
            <Said of={t('home.codes.save')} />
          </ActionButton>
        </div>
        <p>
          <Said of={t('home.codes.contents')} />
        </p>
      </div>
    </div>
  );
}

/** Offers the picture as a file. Its name says nothing of a person. */
async function save(texts: readonly string[]): Promise<void> {
  const { savedPicture } = await later.codePictures();
  const address = URL.createObjectURL(await savedPicture(texts, (number) => `${number}/${texts.length}`));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'kakanai.png';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function PrintedCodes({ pictures, expires }: Shown) {
  const { t, plain } = useWords();
  const show = useShow();
  return (
    <div className="kiosk-print">
      <section className="kiosk-page">
        <header>
          <h1>{plain(t('home.codes.title'))}</h1>
          <p>{plain(t('home.codes.lead', { date: show.date(expires) }))}</p>
        </header>
        {pictures.map((picture, index) => (
          <article key={picture}>
            <img className="kiosk-printed-code" alt="" src={dataUrl(picture)} />
            <p>{`${index + 1}/${pictures.length}`}</p>
          </article>
        ))}
      </section>
      <PaperPages pages={layOutGuidance(useGuidance())} />
    </div>
  );
}

const dataUrl = (svg = '') => `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
