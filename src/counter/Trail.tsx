import { useState } from 'react';
import type { CaseTrail } from '../protocol/index.ts';
import { ActionButton } from '../look/index.ts';
import { inRole, whatWasDone } from '../wording/index.ts';
import { useDesk, useDoing } from './desk.tsx';
import { Failed, Table, Time } from './parts.tsx';

/** The audit trail of a case, with accounts by name; shown when asked for, since asking is written down too. */
export function Trail({ caseId }: { caseId: string }) {
  const { hub, words } = useDesk();
  const { t } = words;
  const { failure, start } = useDoing();
  const [rows, setRows] = useState<CaseTrail['rows']>();
  const look = async () => setRows((await start(() => hub.trail(caseId)))?.rows ?? rows);
  return (
    <section>
      <h2>{t('case.trail')}</h2>
      <ActionButton onPress={() => void look()}>{t('case.trail.show')}</ActionButton>
      <Failed because={failure} words={words} />
      {rows && (
        <Table
          rows={rows}
          rowKey={({ seq }) => String(seq)}
          columns={[
            { key: 'number', title: t('trail.column.number'), cell: ({ seq }) => seq },
            { key: 'time', title: t('trail.column.time'), cell: ({ at }) => <Time at={at} /> },
            { key: 'role', title: t('trail.column.role'), cell: ({ role }) => inRole(words, role) },
            {
              key: 'who',
              title: t('trail.column.who'),
              cell: ({ account, device }) => account ?? (device === null ? '' : t('trail.device', { device })),
            },
            { key: 'what', title: t('trail.column.what'), cell: ({ action }) => whatWasDone(words, action) },
          ]}
        />
      )}
    </section>
  );
}
