import { ActionButton, Dialog } from '../../look/index.ts';
import { useKiosk } from '../kiosk-context.tsx';
import { Said, useWords } from '../words.tsx';

/** Nobody touched anything for a while: ask, calmly, and wait long. */
export function Idle({ seconds }: { seconds: number }) {
  const { send, numberIfLeft } = useKiosk();
  const { t } = useWords();
  return (
    <Dialog
      title={<Said of={t('idle.title')} />}
      onClose={() => send({ type: 'STAY' })}
      actions={
        <>
          <ActionButton onPress={() => send({ type: 'LEFT' })}>
            <Said of={t('idle.end')} />
          </ActionButton>
          <ActionButton kind="primary" onPress={() => send({ type: 'STAY' })}>
            <Said of={t('idle.more')} />
          </ActionButton>
        </>
      }
    >
      <p>
        <Said of={t('idle.text', { count: seconds })} />
      </p>
      {numberIfLeft !== undefined && (
        <p>
          <Said of={t('idle.number', { number: numberIfLeft })} />
        </p>
      )}
    </Dialog>
  );
}
