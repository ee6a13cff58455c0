import { useState } from 'react';
import { CASE_SUBJECT, signatureKey } from '../../case/index.ts';
import { ActionButton, Dialog, Notice, OpenSheet, PenField, type Stroke, Written } from '../../look/index.ts';
import { type SigningPlace, signingPlaces } from '../../paperwork/index.ts';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { useShow } from '../show.ts';
import { Said, useWords } from '../words.tsx';

/**
 * 署名 on the screen, for the boxes for which the municipality allows it. Nobody has to: the print can be signed as
 * always, which is also the way for whoever uses no pen.
 */
export function Signing() {
  const { attempt } = useKiosk();
  const { session, visit } = useCase();
  const { t, plain } = useWords();
  const titleOf = useTitle();
  const [open, setOpen] = useState<string>();
  const places = signingPlaces(visit.outlook);
  if (places.length === 0) return undefined;
  const shown = places.find(({ place }) => signatureKey(place) === open);
  return (
    <section className="kiosk-signing">
      <h2>
        <Said of={t('sign.title')} />
      </h2>
      <p>
        <Said of={t('sign.lead')} />
      </p>
      <ul>
        {places.map((one) => {
          const { place, standing, signature } = one;
          const title = titleOf(one);
          return (
            <li key={signatureKey(place)} data-standing={standing}>
              <h3>
                <Said of={title} />
              </h3>
              {standing === 'void' && (
                <Notice kind="check" title={<Said of={t('sign.void')} />}>
                  <p>
                    <Said of={t('sign.void.text')} />
                  </p>
                </Notice>
              )}
              {standing === 'signed' && signature ? (
                <>
                  <output>
                    <Said of={t('sign.signed')} />
                  </output>
                  <div data-private="">
                    <Written strokes={signature.strokes} label={plain(t('sign.title'))} />
                  </div>
                  <ActionButton kind="quiet" onPress={() => attempt(session.withdrawSignature(place))}>
                    <Said of={t('sign.withdraw')} />
                  </ActionButton>
                </>
              ) : (
                <ActionButton
                  aria-label={`${plain(t('sign.on-screen'))}: ${plain(title)}`}
                  onPress={() => setOpen(signatureKey(place))}
                >
                  <Said of={t('sign.on-screen')} />
                </ActionButton>
              )}
            </li>
          );
        })}
      </ul>
      {shown && shown.standing !== 'signed' && (
        <SigningDialog key={open} shown={shown} onClose={() => setOpen(undefined)} />
      )}
    </section>
  );
}

function SigningDialog({ shown, onClose }: { shown: SigningPlace; onClose: () => void }) {
  const { attempt } = useKiosk();
  const { session } = useCase();
  const { t, text, plain } = useWords();
  const show = useShow();
  const title = useTitle()(shown);
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [empty, setEmpty] = useState(false);
  // A tap is no signature.
  const written = strokes.some((stroke) => stroke.length > 4);
  return (
    <Dialog
      title={<Said of={title} />}
      size="wide"
      moreLabel={plain(t('action.more-below'))}
      onClose={onClose}
      actions={
        <>
          <ActionButton onPress={onClose}>
            <Said of={t('sign.on-paper')} />
          </ActionButton>
          <ActionButton unavailable={strokes.length === 0} onPress={() => setStrokes([])}>
            <Said of={t('sign.again')} />
          </ActionButton>
          <ActionButton
            kind="primary"
            unavailable={!written}
            onRefused={() => setEmpty(true)}
            onPress={() => {
              attempt(session.sign(shown.place, shown.text, strokes));
              onClose();
            }}
          >
            <Said of={t('sign.done')} />
          </ActionButton>
        </>
      }
    >
      <p>
        <Said of={t('sign.what')} />
      </p>
      <div data-private="">
        <OpenSheet
          boxes={shown.boxes
            .filter(({ source }) => source !== 'office' && source !== 'signature')
            .map((box, index) => ({
              id: `${box.id}.${index}`,
              label: (
                <Said
                  of={`${text(`form.${shown.form}.boxes.${box.label}`)}${box.person && box.id.includes('.') ? `（${session.nameOf(box.person) ?? ''}）` : ''}`}
                />
              ),
              value: box.value !== undefined && box.fact ? plain(show.value(box.fact, box.value)) : '',
            }))}
        />
        <PenField strokes={strokes} onChange={setStrokes} label={plain(t('sign.field'))} />
      </div>
      {empty && !written && <Notice kind="error" title={<Said of={t('sign.nothing-yet')} />} />}
      <p>
        <Said of={t('sign.bound')} />
      </p>
      <p>
        <small>
          <Said of={t('sign.law', { article: shown.law.article })} />
        </small>
      </p>
    </Dialog>
  );
}

/** The form by its name, with the name of the person whose it is. */
function useTitle(): (place: SigningPlace) => string {
  const { session } = useCase();
  const { text } = useWords();
  return ({ form, place: { subject } }) => {
    const name = subject === CASE_SUBJECT ? undefined : session.nameOf(subject);
    return text(`form.${form}.title`) + (name === undefined ? '' : `　${name}`);
  };
}
