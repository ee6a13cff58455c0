import { ActionButton, Dialog } from '../look/index.ts';
import { Said, useWords } from './words.tsx';

/** Staff are called: seen at once, and nothing is lost by waiting. */
export function StaffCalled({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog
      title={<Said of={t('staff.called.title')} />}
      onClose={onClose}
      actions={
        <ActionButton kind="primary" onPress={onClose}>
          <Said of={t('action.continue')} />
        </ActionButton>
      }
    >
      <p>
        <Said of={t('staff.called.text')} />
      </p>
    </Dialog>
  );
}
