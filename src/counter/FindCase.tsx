import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { CasesFound } from '../protocol/index.ts';
import { ActionButton, TextField } from '../look/index.ts';
import { useDesk, useDoing, useKept } from './desk.tsx';
import { Failed, Table, Time } from './parts.tsx';
import { eventsIn, numberOf } from './tasks-words.ts';

/** Where is my case: by the number on the visitor's sheet. */
export function FindCase({ onOpen }: { onOpen: (caseId: string) => void }) {
  const { hub, words, may } = useDesk();
  const { t } = words;
  const [receipt, setReceipt] = useKept('find.receipt', '');
  const [found, setFound] = useKept<{ receipt: string; answer: CasesFound } | undefined>('find.found', undefined);
  const [empty, setEmpty] = useState(false);
  const { failure, start } = useDoing();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const find = async () => {
    setEmpty(receipt.trim() === '');
    if (receipt.trim() === '') return;
    const answer = await start(() => hub.find(receipt));
    if (answer) setFound({ receipt: receipt.trim(), answer });
  };
  return (
    <>
      <h1>{t('find.title')}</h1>
      <form
        className="counter-line"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          void find();
        }}
      >
        <TextField
          label={t('find.label')}
          hint={t('find.hint')}
          error={empty ? t('find.empty') : undefined}
          value={receipt}
          maxLength={36}
          ref={field}
          onChange={({ target }) => setReceipt(target.value)}
        />
        <ActionButton kind="primary" onPress={() => void find()}>
          {t('find.search')} <kbd>Enter</kbd>
        </ActionButton>
      </form>
      <Failed because={failure} words={words} onRetry={() => void find()} />
      <output>{found?.answer.cases.length === 0 && t('find.none', { receipt: found.receipt })}</output>
      {found && found.answer.cases.length > 0 && (
        <Table
          rows={found.answer.cases}
          rowKey={(one) => one.case}
          columns={[
            {
              key: 'receipt',
              title: t('tasks.column.receipt'),
              cell: (one) =>
                may('read-case') ? (
                  <button type="button" className="counter-link" onClick={() => onOpen(one.case)}>
                    {numberOf(words, one)}
                  </button>
                ) : (
                  numberOf(words, one)
                ),
            },
            {
              key: 'events',
              title: t('tasks.column.events'),
              cell: ({ events }) => eventsIn(words, events, found.answer.eventNames),
            },
            {
              key: 'state',
              title: t('find.column.state'),
              cell: ({ state, ended, openTasks }) => (
                <>
                  {t(`state.${state}`)}（{t(`ended-as.${ended}`)}）
                  {openTasks > 0 && <strong> {t('find.tasks', { count: openTasks })}</strong>}
                </>
              ),
            },
            { key: 'received', title: t('find.column.received'), cell: ({ receivedAt }) => <Time at={receivedAt} /> },
            { key: 'prepared', title: t('find.column.prepared'), cell: ({ preparedAt }) => <Time at={preparedAt} /> },
          ]}
        />
      )}
    </>
  );
}
