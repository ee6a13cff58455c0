import { useCallback, useEffect, useState } from 'react';
import { textKey } from '../content/index.ts';
import { ActionButton, Dialog, TextField } from '../look/index.ts';
import type { DeliveredCase, OutboxEntry } from '../storage/index.ts';
import { EnrolForm } from './EnrolForm.tsx';
import { useKiosk } from './kiosk-context.tsx';
import { useWords } from './words.tsx';

/** How often the table is read anew, in milliseconds. */
const EVERY = 2000;

/** Failures that have words of their own; of others staff read the code. */
const reasons = [
  'offline',
  'storage-full',
  'not-stored',
  'different-case',
  'other-bytes',
  'other-key',
  'unsupported-protocol',
  'device-unknown',
  'device-revoked',
  'other-hub',
] as const;

/**
 * 送信待ち: the cases that the hub does not have yet, why, and when they are tried again; where a case is by its receipt
 * number; sending now; and all of it as a sealed file. In Japanese, behind the code of staff.
 */
export function OutboxView({ onClose }: { onClose: () => void }) {
  const { desk } = useKiosk();
  const { staff } = useWords();
  const [waiting, setWaiting] = useState<readonly OutboxEntry[]>([]);
  const [delivered, setDelivered] = useState<readonly DeliveredCase[]>([]);
  const [said, setSaid] = useState('');
  const [sending, setSending] = useState(false);
  const read = useCallback(async () => {
    const [outbox, gone] = await Promise.all([desk.waiting(), desk.delivered()]);
    setWaiting(outbox);
    setDelivered(gone);
  }, [desk]);
  useEffect(() => {
    const again = () => void read();
    const [first, timer] = [setTimeout(again), setInterval(again, EVERY)];
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [read]);

  const send = async () => {
    setSending(true);
    const done = await desk.sendNow().catch(() => undefined);
    setSending(false);
    setSaid(done ? staff('outbox.sent', { count: done.delivered, left: done.left }) : staff('outbox.not-sent'));
    await read();
  };
  const exportAll = async () => {
    const { name, bytes } = await desk.file();
    download(name, bytes);
    setSaid(staff('outbox.exported', { count: waiting.length, name }));
  };
  return (
    <Dialog
      title={staff('outbox.title')}
      size="wide"
      moreLabel={staff('outbox.title')}
      onClose={onClose}
      actions={
        <>
          <ActionButton unavailable={waiting.length === 0} onPress={() => void exportAll()}>
            {staff('outbox.export')}
          </ActionButton>
          <ActionButton unavailable={waiting.length === 0 || sending} onPress={() => void send()}>
            {staff('outbox.send')}
          </ActionButton>
          <ActionButton kind="primary" onPress={onClose}>
            {staff('outbox.close')}
          </ActionButton>
        </>
      }
    >
      <div className="kiosk-staff kiosk-outbox" lang="ja" data-private="">
        <output>{said}</output>
        {waiting.length === 0 ? <p>{staff('outbox.none')}</p> : <Waiting rows={waiting} />}
        <Search waiting={waiting} delivered={delivered} />
        <Standing />
      </div>
    </Dialog>
  );
}

function Waiting({ rows }: { rows: readonly OutboxEntry[] }) {
  const { staff, japanese, plain } = useWords();
  const reasonOf = (code: string | undefined) => {
    if (code === undefined) return '—';
    const known = reasons.find((one) => one === code);
    return known ? staff(`outbox.reason.${known}`) : staff('outbox.reason.other', { code });
  };
  return (
    <table>
      <thead>
        <tr>
          {(['receipt', 'events', 'time', 'state', 'tries', 'reason', 'next'] as const).map((column) => (
            <th key={column} scope="col">
              {staff(`outbox.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ caseId, receipt, events, preparedAt, state, tries, lastError, nextTry }) => (
          <tr key={caseId} data-state={state}>
            <td>{receipt ?? staff('outbox.left')}</td>
            <td>{events.map((event) => plain(japanese(textKey('event', event, 'plain')))).join('、') || '—'}</td>
            <td>{clock(preparedAt)}</td>
            <td>{staff(`outbox.state.${state}`)}</td>
            <td>{tries}</td>
            <td>{reasonOf(lastError)}</td>
            <td>{nextTry === undefined ? '—' : clock(nextTry)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where a case is, by the number on the resident's paper; a number may come again on another day. */
function Search({ waiting, delivered }: { waiting: readonly OutboxEntry[]; delivered: readonly DeliveredCase[] }) {
  const { staff } = useWords();
  const [wanted, setWanted] = useState('');
  const key = bare(wanted);
  const isMeant = ({ receipt }: { receipt?: string }) =>
    receipt !== undefined && (bare(receipt) === key || bare(receipt).replace(/^[A-Z]+/, '') === key);
  const here = key === '' ? [] : waiting.filter(isMeant);
  const there = key === '' ? [] : delivered.filter(isMeant);
  return (
    <section>
      <TextField
        label={staff('outbox.search')}
        hint={staff('outbox.search.hint')}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      <ul className="kiosk-lines" aria-live="polite">
        {here.map(({ caseId, receipt, preparedAt, state }) => (
          <li key={caseId}>
            {staff('outbox.found.here', {
              receipt: receipt ?? '',
              time: clock(preparedAt),
              state: staff(`outbox.state.${state}`),
            })}
          </li>
        ))}
        {there.map(({ caseId, receipt, preparedAt, receivedAt }) => (
          <li key={caseId}>
            {staff('outbox.found.there', {
              receipt: receipt ?? '',
              time: clock(preparedAt),
              received: clock(receivedAt),
            })}
          </li>
        ))}
        {key !== '' && here.length + there.length === 0 && <li>{staff('outbox.found.none')}</li>}
      </ul>
    </section>
  );
}

/** Whether the hub knows this device, and the way to make it known. */
function Standing() {
  const { desk } = useKiosk();
  const { staff } = useWords();
  const [enrolling, setEnrolling] = useState(false);
  const { state, name } = desk.standing();
  return (
    <section data-standing={state}>
      <h3>{staff('device.title')}</h3>
      <p>{staff(`device.${state}`, { name })}</p>
      {enrolling ? (
        <EnrolForm />
      ) : (
        <ActionButton onPress={() => setEnrolling(true)}>{staff('device.enrol')}</ActionButton>
      )}
    </section>
  );
}

/** Full-width letters and a forgotten hyphen are no reason not to find it. */
const bare = (number: string): string =>
  number
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '');

const clock = (instant: string): string =>
  new Intl.DateTimeFormat('ja-JP', {
    timeZone: 'Asia/Tokyo',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(instant));

/** Hands a file to the browser, which asks where to or puts it where it puts all of them. */
function download(name: string, bytes: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
