import { useState } from 'react';
import type * as z from 'zod/mini';
import { type StaffTask, type staffTasks, type TaskResult, taskResult } from '../protocol/index.ts';
import { ActionButton, Choice, ChoiceGroup, Dialog } from '../look/index.ts';
import { useDesk, useDoing } from './desk.tsx';
import { Failed } from './parts.tsx';
import { numberOf, reasonOf } from './tasks-words.ts';

/** What came of a task, in one of a few words. `onDone` without tasks: somebody else was first, look again. */
export function CloseTask(props: {
  task: StaffTask;
  onDone: (tasks: z.output<typeof staffTasks> | undefined) => void;
  onCancel: () => void;
}) {
  const { task, onDone, onCancel } = props;
  const { hub, words } = useDesk();
  const { t } = words;
  const { failure, start } = useDoing();
  const [result, setResult] = useState<TaskResult>();
  const [missing, setMissing] = useState(false);
  const close = async () => {
    if (result === undefined) return setMissing(true);
    const tasks = await start(() => hub.closeTask(task.id, result));
    if (tasks) onDone(tasks);
  };
  return (
    <Dialog
      title={t('tasks.close.title', { receipt: numberOf(words, task) })}
      onClose={onCancel}
      actions={
        <>
          <ActionButton onPress={failure === 'already-done' ? () => onDone(undefined) : onCancel}>
            {t(failure === 'already-done' ? 'close' : 'cancel')}
          </ActionButton>
          {failure !== 'already-done' && (
            <ActionButton kind="primary" onPress={() => void close()}>
              {t('tasks.close')}
            </ActionButton>
          )}
        </>
      }
    >
      <div className="counter">
        <p>{reasonOf(words, task)}</p>
        <ChoiceGroup columns={1}>
          {taskResult.options.map((one) => (
            <Choice
              key={one}
              kind="radio"
              size="compact"
              name="task-result"
              value={one}
              checked={result === one}
              label={t(`result.${one}`)}
              onPick={() => {
                setResult(one);
                setMissing(false);
              }}
            />
          ))}
        </ChoiceGroup>
        {missing && (
          <p role="alert" className="counter-missing">
            {t('tasks.close.none')}
          </p>
        )}
        <p className="counter-quiet">{t('tasks.close.text')}</p>
        <Failed because={failure} words={words} />
      </div>
    </Dialog>
  );
}
