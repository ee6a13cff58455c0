import { Suspense, useState } from 'react';
import { ActionButton } from '../look/index.ts';
import { DisplayDialog, LanguageDialog } from './later.ts';
import { Said, useWords } from './words.tsx';

/** Language, text size, contrast, furigana, reading aloud, one switch: one tap away on every screen. */
export function DisplayControls() {
  const { t } = useWords();
  const [open, setOpen] = useState<'language' | 'display'>();
  const close = () => setOpen(undefined);
  return (
    <>
      <ActionButton kind="quiet" icon="letters" onPress={() => setOpen('display')}>
        <Said of={t('display.title')} />
      </ActionButton>
      <ActionButton kind="quiet" icon="globe" onPress={() => setOpen('language')}>
        <Said of={t('language.title')} />
      </ActionButton>
      <Suspense fallback={undefined}>
        {open === 'language' && <LanguageDialog onClose={close} />}
        {open === 'display' && <DisplayDialog onClose={close} />}
      </Suspense>
    </>
  );
}
