import { ActionButton, Dialog } from '../look/index.ts';
import { Said, useWords } from './words.tsx';

/** The texts of a language did not come: everything stays in the language it was in. */
export function LanguageFailed({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog
      title={<Said of={t('language.title')} />}
      onClose={onClose}
      actions={
        <ActionButton kind="primary" onPress={onClose}>
          <Said of={t('action.close')} />
        </ActionButton>
      }
    >
      <p>
        <Said of={t('language.failed')} />
      </p>
    </Dialog>
  );
}
