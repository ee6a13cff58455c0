import { useState } from 'react';
import { ActionButton, Choice, ChoiceGroup, Dialog, textSizes } from '../look/index.ts';
import { useKiosk } from './kiosk-context.tsx';
import { languageIds, languages, localeOf } from '../wording/index.ts';
import { Said, useWords } from './words.tsx';

/** Language, text size, contrast, furigana, reading aloud, one switch: one tap away on every screen. */
export function DisplayControls() {
  const { display, setDisplay } = useKiosk();
  const { t } = useWords();
  const [open, setOpen] = useState<'language' | 'display'>();
  const close = () => setOpen(undefined);
  const done = <ActionButton kind="primary" onPress={close}>{t('action.close')}</ActionButton>;
  return (
    <>
      <ActionButton kind="quiet" icon="letters" onPress={() => setOpen('display')}>{t('display.title')}</ActionButton>
      <ActionButton kind="quiet" icon="globe" onPress={() => setOpen('language')}>{t('language.title')}</ActionButton>
      {open === 'language' && (
        <Dialog title={t('language.title')} onClose={close} moreLabel={t('action.more-below')} actions={done}>
          <ChoiceGroup legend={t('language.title')}>
            {languageIds.map((id) => (
              <Choice key={id} kind="radio" name="language" checked={display.language === id} label={<span lang={localeOf(id)}><Said of={languages[id].name} /></span>} onPick={() => { setDisplay({ language: id, furigana: id === 'ja-easy' }); close(); }} />
            ))}
          </ChoiceGroup>
        </Dialog>
      )}
      {open === 'display' && (
        <Dialog title={t('display.title')} size="wide" onClose={close} moreLabel={t('action.more-below')} actions={done}>
          <ChoiceGroup legend={t('display.text-size')} columns={4}>
            {textSizes.map((size) => (
              <Choice key={size} kind="radio" size="compact" name="text-size" checked={display.textSize === size} label={`${size}%`} onPick={() => setDisplay({ textSize: size })} />
            ))}
          </ChoiceGroup>
          <ChoiceGroup legend={t('display.title')} columns={2}>
            {(
              [
                ['contrast', 'display.contrast.high', display.contrast === 'high', (on: boolean) => setDisplay({ contrast: on ? 'high' : 'normal' })],
                ['furigana', 'display.furigana', display.furigana, (on: boolean) => setDisplay({ furigana: on })],
                ['speech', 'display.read-aloud', display.speech, (on: boolean) => setDisplay({ speech: on })],
                ['scanning', 'display.one-switch', display.scanning, (on: boolean) => setDisplay({ scanning: on })],
                ['confirm', 'display.confirm-answers', !display.advance, (on: boolean) => setDisplay({ advance: !on })],
              ] as const
            ).map(([name, label, checked, set]) => (
              <Choice key={name} kind="checkbox" size="compact" name={name} checked={checked} label={t(label)} onPick={set} />
            ))}
          </ChoiceGroup>
        </Dialog>
      )}
    </>
  );
}
