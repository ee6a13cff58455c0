import { useState } from 'react';
import type { CaseRead, StaffTask } from '../protocol/index.ts';
import { ActionButton, Disclosure, Icon, Notice } from '../look/index.ts';
import { accessLine, formatDate } from '../wording/index.ts';
import { caseValues } from './case-values.ts';
import { CloseTask } from './CloseTask.tsx';
import { useDesk, useDoing, useLoaded } from './desk.tsx';
import { Awaited, Failed, Table } from './parts.tsx';
import { saveAs } from './save.ts';
import { numberOf, reasonOf } from './tasks-words.ts';
import { Trail } from './Trail.tsx';

/** One case: what it needs of a person, what applies, every fact with where it came from, and who saw it. */
export function CaseView({ caseId, onBack }: { caseId: string; onBack: () => void }) {
  const { hub, words } = useDesk();
  const { loaded, again } = useLoaded(() => hub.read(caseId));
  return (
    <>
      <ActionButton kind="quiet" icon="back" onPress={onBack}>
        {words.t('back')}
      </ActionButton>
      <Awaited loaded={loaded} again={again}>
        {(read) => <Read read={read} again={again} />}
      </Awaited>
    </>
  );
}

function Read({ read, again }: { read: CaseRead; again: () => void }) {
  const { words, may } = useDesk();
  const { t, has, time } = words;
  const show = caseValues(read, words);
  const [closing, setClosing] = useState<StaffTask>();
  const applying = read.procedures.filter(({ standing }) => standing === 'applies');
  const possible = read.procedures.filter(({ standing }) => standing === 'may-apply');
  const subjects = [...new Set(read.facts.map(({ subject }) => subject))];
  const source = (name: string) => {
    const named = `source.${name}`;
    return has(named) ? t(named) : name;
  };
  return (
    <div className="counter-case">
      <section>
        <h1>{t('case.title', { receipt: numberOf(words, read) })}</h1>
        <p>
          {read.events.map(show.event).join('、')}　{t(`state.${read.state}`)}（{t(`ended-as.${read.ended}`)}）
        </p>
        <p className="counter-quiet">
          {t('find.column.prepared')} {time(read.preparedAt)}　{t('find.column.received')} {time(read.receivedAt)}
        </p>
        <p className="counter-quiet">{t('case.read-noted')}</p>
        {!read.readable && <Notice kind="check" title={t('case.not-readable')} />}
        {read.readable && Object.keys(read.texts).length === 0 && <Notice kind="check" title={t('case.no-words')} />}
      </section>
      <section>
        <h2>{t('case.tasks')}</h2>
        {read.tasks.length === 0 && <p>{t('case.tasks.none')}</p>}
        <ul className="counter-tasks">
          {read.tasks.map((task) => (
            <li key={task.id} data-done={task.closed !== undefined || undefined}>
              <span>
                {reasonOf(words, task)}
                {task.closed && (
                  <span className="counter-quiet">
                    {t(`result.${task.closed.result}`)}　{task.closed.by}　{time(task.closed.at)}
                  </span>
                )}
              </span>
              {!task.closed && may('close-task') && (
                <ActionButton onPress={() => setClosing(task)}>{t('tasks.close')}</ActionButton>
              )}
            </li>
          ))}
        </ul>
        <h2>{t('case.procedures')}</h2>
        {read.procedures.length === 0 && <p>{t('case.procedures.none')}</p>}
        {applying.length > 0 && <Procedures rows={applying} read={read} />}
        {possible.length > 0 && (
          <Disclosure summary={t('case.procedures.possible', { count: possible.length })}>
            <Procedures rows={possible} read={read} />
          </Disclosure>
        )}
      </section>
      <section>
        <h2>{t('case.facts')}</h2>
        {subjects.map((subject) => (
          <Table
            key={subject}
            caption={`${show.person(subject)}${
              read.people.some(({ id, aside }) => id === subject && aside) ? `（${t('case.aside')}）` : ''
            }`}
            rows={read.facts.filter((fact) => fact.subject === subject)}
            rowKey={({ fact }) => fact}
            columns={[
              {
                key: 'fact',
                title: t('case.column.fact'),
                cell: ({ fact, differs }) => (
                  <>
                    {show.fact(fact)}
                    {differs && (
                      <strong className="counter-differs">
                        <Icon name="check" /> {t('case.differs')}
                      </strong>
                    )}
                  </>
                ),
              },
              {
                key: 'value',
                title: `${t('case.column.value')}／${t('case.column.source')}`,
                cell: (fact) => (
                  <ul className="counter-entries">
                    {fact.entries.map(({ said, source: from, used }, place) => (
                      <li key={`${from} ${place}`} data-used={used || undefined}>
                        <span>{'value' in said ? show.value(fact, said.value) : t('value.unknown')}</span>
                        <span className="counter-source">{source(from)}</span>
                        {used && fact.entries.length > 1 && <span className="counter-quiet">{t('case.used')}</span>}
                      </li>
                    ))}
                  </ul>
                ),
              },
            ]}
          />
        ))}
      </section>
      <section>
        <h2>{t('case.accesses')}</h2>
        <ol className="counter-entries">
          {read.accesses.map((access, at) => (
            <li key={`${access.at} ${at}`}>{accessLine(words, access)}</li>
          ))}
        </ol>
        {may('disclose-case') && <Disclose read={read} />}
        {may('read-audit') && <Trail caseId={read.case} />}
      </section>
      {closing && (
        <CloseTask
          task={closing}
          onDone={() => {
            setClosing(undefined);
            again();
          }}
          onCancel={() => setClosing(undefined)}
        />
      )}
    </div>
  );
}

function Procedures({ rows, read }: { rows: CaseRead['procedures']; read: CaseRead }) {
  const { words } = useDesk();
  const { t } = words;
  const show = caseValues(read, words);
  return (
    <Table
      rows={rows}
      rowKey={({ procedure, people }) => [procedure, ...people].join(' ')}
      columns={[
        { key: 'procedure', title: t('case.column.procedure'), cell: ({ procedure }) => show.procedure(procedure) },
        { key: 'people', title: t('case.column.people'), cell: ({ people }) => people.map(show.person).join('、') },
        {
          key: 'last-day',
          title: t('case.column.last-day'),
          cell: ({ lastDay }) => lastDay && formatDate(lastDay, words.language),
        },
      ]}
    />
  );
}

/** Everything about the case as a file for its resident, with who saw it in words. */
function Disclose({ read }: { read: CaseRead }) {
  const { hub, words } = useDesk();
  const { failure, start } = useDoing();
  const [saved, setSaved] = useState<string>();
  const disclose = async () => {
    const all = await start(() => hub.disclose(read.case));
    if (!all) return;
    const name = `${read.receipt ?? read.case}.json`;
    saveAs(name, JSON.stringify({ ...all, accesses: all.accesses.map((one) => accessLine(words, one)) }, null, 2));
    setSaved(name);
  };
  return (
    <>
      <ActionButton onPress={() => void disclose()}>{words.t('case.disclose')}</ActionButton>
      <output>{saved !== undefined && words.t('case.disclosed', { name: saved })}</output>
      <Failed because={failure} words={words} />
    </>
  );
}
