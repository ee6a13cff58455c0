import { useRef, useState } from 'react';
import { type DeviceList, deviceName, type EnrolmentCodeAnswer } from '../protocol/index.ts';
import { ActionButton, Dialog, TextField } from '../look/index.ts';
import { clockDifference } from './clock-difference.ts';
import { useDesk, useDoing, useKept, useLoaded } from './desk.tsx';
import { Awaited, type Column, Failed, RefreshButton, Table, Time } from './parts.tsx';

type Device = DeviceList['devices'][number];
type Code = Extract<EnrolmentCodeAnswer, { outcome: 'made' }>;

/** The kiosks (記帳台) that joined the hub: codes for new ones are made here, and those that are gone are revoked. */
export function Devices() {
  const { hub, words } = useDesk();
  const { t } = words;
  const { loaded, again } = useLoaded(hub.devices);
  const { failure, start } = useDoing();
  const [code, setCode] = useState<Code>();
  const [revoking, setRevoking] = useState<Device>();
  const heading = useRef<HTMLHeadingElement>(null);
  const revoke = async ({ id }: Device) => {
    setRevoking(undefined);
    if (!(await start(() => hub.revokeDevice(id)))) return;
    heading.current?.focus(); // its row is about to go
    again();
  };
  const used =
    loaded.state === 'there' &&
    loaded.value.devices.some(({ name, revokedAt }) => name === code?.name && revokedAt === undefined);
  return (
    <>
      <div className="counter-title">
        <h1 ref={heading} tabIndex={-1}>
          {t('devices.title')}
        </h1>
        <RefreshButton onPress={again} />
      </div>
      <NewCode onMade={setCode} />
      <div className="counter-announced" aria-live="polite">
        {code && !used && <ShownCode {...code} />}
      </div>
      <Failed because={failure} words={words} />
      <Awaited loaded={loaded} again={again}>
        {({ devices }) => {
          const inUse = devices.filter(({ revokedAt }) => revokedAt === undefined);
          const revoked = devices.filter(({ revokedAt }) => revokedAt !== undefined);
          const common: Column<Device>[] = [
            {
              key: 'name',
              title: t('devices.column.name'),
              cell: ({ name, by }) => (by === 'code' ? name : `${name}（${t('devices.own-machine')}）`),
            },
            {
              key: 'joined',
              title: t('devices.column.joined'),
              cell: ({ enrolledAt }) => <Time at={enrolledAt} />,
            },
            {
              key: 'seen',
              title: t('devices.column.seen'),
              cell: ({ seenAt }) => (seenAt === undefined ? t('devices.not-seen') : <Time at={seenAt} />),
            },
          ];
          return (
            <>
              {inUse.length === 0 && <p>{t('devices.none')}</p>}
              {inUse.length > 0 && (
                <Table
                  rows={inUse.toSorted((a, b) => a.name.localeCompare(b.name))}
                  rowKey={({ id }) => id}
                  columns={[
                    ...common,
                    {
                      key: 'clock',
                      title: t('devices.column.clock'),
                      cell: ({ clockAhead }) => clockDifference(words, clockAhead),
                    },
                    {
                      key: 'do',
                      title: t('devices.column.do'),
                      cell: (device) => (
                        <ActionButton onPress={() => setRevoking(device)}>{t('devices.revoke')}</ActionButton>
                      ),
                    },
                  ]}
                />
              )}
              {revoked.length > 0 && (
                <>
                  <h2>{t('devices.revoked')}</h2>
                  <Table
                    rows={revoked.toSorted((a, b) => (b.revokedAt ?? '').localeCompare(a.revokedAt ?? ''))}
                    rowKey={({ id }) => id}
                    columns={[
                      ...common,
                      {
                        key: 'revoked',
                        title: t('devices.column.revoked'),
                        cell: ({ revokedAt }) => revokedAt !== undefined && <Time at={revokedAt} />,
                      },
                    ]}
                  />
                </>
              )}
            </>
          );
        }}
      </Awaited>
      {revoking && (
        <Dialog
          title={t('devices.revoke.title', { name: revoking.name })}
          onClose={() => setRevoking(undefined)}
          actions={
            <>
              <ActionButton onPress={() => setRevoking(undefined)}>{t('cancel')}</ActionButton>
              <ActionButton kind="primary" onPress={() => void revoke(revoking)}>
                {t('devices.revoke.yes')}
              </ActionButton>
            </>
          }
        >
          <p>{t('devices.revoke.text')}</p>
        </Dialog>
      )}
    </>
  );
}

function NewCode({ onMade }: { onMade: (code: Code | undefined) => void }) {
  const { hub, words } = useDesk();
  const { t } = words;
  const [typed, setTyped] = useKept('devices.name', '');
  const [error, setError] = useState<string>();
  const { failure, start } = useDoing();
  const make = async () => {
    const name = deviceName.safeParse(typed.normalize('NFKC').trim().toUpperCase());
    if (!name.success) return setError(t('devices.name.wrong'));
    const answer = await start(() => hub.makeCode(name.data));
    if (!answer) return;
    const made = answer.outcome === 'made';
    setError(made ? undefined : t('devices.name.taken', { name: name.data }));
    if (made) setTyped('');
    onMade(made ? answer : undefined);
  };
  return (
    <section className="counter-box">
      <h2>{t('devices.new')}</h2>
      <TextField
        label={t('devices.name')}
        hint={t('devices.name.hint')}
        error={error}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setError(undefined);
        }}
      />
      <Failed because={failure} words={words} />
      <ActionButton kind="primary" onPress={() => void make()}>
        {t('devices.make')}
      </ActionButton>
    </section>
  );
}

function ShownCode({ name, code, expires }: Code) {
  const { t, time } = useDesk().words;
  return (
    <section className="counter-box">
      <h2>{t('devices.code', { name })}</h2>
      <code className="counter-code">{code}</code>
      <p>
        <strong>{t('devices.code.until', { until: time(expires) })}</strong> {t('devices.code.text')}
      </p>
    </section>
  );
}
