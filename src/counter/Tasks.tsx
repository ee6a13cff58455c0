import { useRef, useState } from 'react';
import type { StaffTask } from '../protocol/index.ts';
import { ActionButton } from '../look/index.ts';
import { CloseTask } from './CloseTask.tsx';
import { useDesk, useLoaded } from './desk.tsx';
import { useNews } from './news.ts';
import { Awaited, type Column, RefreshButton, Table, Time } from './parts.tsx';
import { eventsIn, numberOf, reasonOf } from './tasks-words.ts';

/** The cases that wait for a person, and what came of those that did. Nothing moves until somebody asks; that there is news is said. */
export function Tasks({ onOpen }: { onOpen: (caseId: string) => void }) {
  const { hub, words, may } = useDesk();
  const { t, time } = words;
  const { loaded, again, set } = useLoaded(hub.tasks);
  const { news, forget } = useNews(loaded.state === 'there' ? loaded.value : undefined);
  const refresh = () => {
    forget();
    again();
  };
  const [closing, setClosing] = useState<StaffTask>();
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <>
      <div className="counter-title">
        <h1 ref={heading} tabIndex={-1}>
          {t('tasks.title')}
        </h1>
        {loaded.state === 'there' && (
          <p>
            <strong>{t('tasks.count', { count: loaded.value.open.length })}</strong>{' '}
            <span className="counter-quiet">{t('tasks.at', { time: time(loaded.value.at) })}</span>
          </p>
        )}
        <RefreshButton onPress={refresh} />
        <output className="counter-news">{news && t('tasks.news')}</output>
      </div>
      <Awaited loaded={loaded} again={refresh}>
        {({ open, closed, eventNames }) => {
          const common: Column<StaffTask>[] = [
            {
              key: 'receipt',
              title: t('tasks.column.receipt'),
              cell: (task) =>
                may('read-case') ? (
                  <button type="button" className="counter-link" onClick={() => onOpen(task.case)}>
                    {numberOf(words, task)}
                  </button>
                ) : (
                  numberOf(words, task)
                ),
            },
            {
              key: 'events',
              title: t('tasks.column.events'),
              cell: (task) => eventsIn(words, task.events, eventNames),
            },
            { key: 'reason', title: t('tasks.column.reason'), cell: (task) => reasonOf(words, task) },
          ];
          return (
            <>
              {open.length === 0 && <p>{t('tasks.none')}</p>}
              {open.length > 0 && (
                <Table
                  rows={open}
                  rowKey={({ id }) => String(id)}
                  columns={[
                    ...common,
                    { key: 'since', title: t('tasks.column.since'), cell: ({ since }) => <Time at={since} /> },
                    ...(may('close-task')
                      ? [
                          {
                            key: 'do',
                            title: t('tasks.column.do'),
                            cell: (task: StaffTask) => (
                              <ActionButton onPress={() => setClosing(task)}>{t('tasks.close')}</ActionButton>
                            ),
                          },
                        ]
                      : []),
                  ]}
                />
              )}
              <h2>{t('tasks.closed')}</h2>
              <p className="counter-quiet">{t(closed.length === 0 ? 'tasks.closed.none' : 'tasks.closed.kept')}</p>
              {closed.length > 0 && (
                <Table
                  rows={closed}
                  rowKey={({ id }) => String(id)}
                  columns={[
                    ...common,
                    {
                      key: 'result',
                      title: t('tasks.column.result'),
                      cell: (task) => task.closed && t(`result.${task.closed.result}`),
                    },
                    { key: 'by', title: t('tasks.column.by'), cell: (task) => task.closed?.by },
                    {
                      key: 'when',
                      title: t('tasks.column.when'),
                      cell: (task) => task.closed && <Time at={task.closed.at} />,
                    },
                  ]}
                />
              )}
            </>
          );
        }}
      </Awaited>
      {closing && (
        <CloseTask
          task={closing}
          onDone={(tasks) => {
            setClosing(undefined);
            heading.current?.focus(); // its row is about to go
            if (!tasks) return refresh();
            forget();
            set(tasks);
          }}
          onCancel={() => setClosing(undefined)}
        />
      )}
    </>
  );
}
