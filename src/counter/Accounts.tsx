import { useState } from 'react';
import { type StaffAccount, staffPaths, staffRole, type StaffRole } from '../protocol/index.ts';
import { ActionButton, Choice, ChoiceGroup, Dialog, TextField } from '../look/index.ts';
import { useDesk, useDoing, useKept, useLoaded } from './desk.tsx';
import { Awaited, Failed, Table } from './parts.tsx';

type Shown = { name: string; link: string; until: string };

/** Who may sign in, and in which roles: made, invited, changed and closed here. */
export function Accounts() {
  const { hub, words, session } = useDesk();
  const { t, time } = words;
  const { loaded, again, set } = useLoaded(hub.accounts);
  const { failure, start } = useDoing();
  const [shown, setShown] = useState<Shown>();
  const [changing, setChanging] = useState<StaffAccount>();
  const [closing, setClosing] = useState<StaffAccount>();
  const show = (name: string, { token, until }: { token: string; until: string }) => {
    setShown({ name, until, link: `${location.origin}${staffPage}#invite=${token}` });
    again();
  };
  const inviteAgain = async ({ id, name }: StaffAccount) => {
    const made = await start(() => hub.inviteAgain(id));
    if (made) show(name, made);
  };
  const signsInWith = ({ kind, passkeys, invitedUntil, state }: StaffAccount) => {
    if (kind !== 'passkey') return t(`accounts.kind.${kind}`);
    if (state === 'closed') return '';
    if (passkeys > 0) return t('accounts.kind.passkey', { count: passkeys });
    return invitedUntil === undefined
      ? t('accounts.kind.not-invited')
      : t('accounts.kind.invited', { until: time(invitedUntil) });
  };
  return (
    <>
      <h1>{t('accounts.title')}</h1>
      <NewAccount onMade={show} />
      {shown && <Invitation {...shown} />}
      <Failed because={failure} words={words} />
      <Awaited loaded={loaded} again={again}>
        {({ accounts }) => (
          <Table
            rows={accounts}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'name',
                title: t('accounts.column.name'),
                cell: ({ id, name, state }) => (
                  <>
                    {name}
                    {state === 'closed' && <strong>（{t('accounts.closed')}）</strong>}
                    {id === session.account.id && <strong>（{t('accounts.you')}）</strong>}
                  </>
                ),
              },
              {
                key: 'roles',
                title: t('accounts.column.roles'),
                cell: ({ roles }) => roles.map((role) => t(`role.${role}`)).join('・') || t('roles.none'),
              },
              { key: 'kind', title: t('accounts.column.kind'), cell: signsInWith },
              { key: 'sessions', title: t('accounts.column.sessions'), cell: ({ sessions }) => sessions },
              {
                key: 'do',
                title: t('accounts.column.do'),
                cell: (account) =>
                  account.state === 'open' &&
                  account.id !== session.account.id && (
                    <div className="counter-buttons">
                      {account.kind === 'passkey' && (
                        <>
                          <ActionButton onPress={() => setChanging(account)}>{t('accounts.change')}</ActionButton>
                          <ActionButton onPress={() => void inviteAgain(account)}>{t('accounts.invite')}</ActionButton>
                        </>
                      )}
                      <ActionButton onPress={() => setClosing(account)}>{t('accounts.close')}</ActionButton>
                    </div>
                  ),
              },
            ]}
          />
        )}
      </Awaited>
      {changing && (
        <ChangeRoles
          account={changing}
          onCancel={() => setChanging(undefined)}
          onSave={async (roles) => {
            const after = await start(() => hub.changeRoles(changing.id, roles));
            setChanging(undefined);
            if (after) set(after);
          }}
        />
      )}
      {closing && (
        <Dialog
          title={t('accounts.close.title', { name: closing.name })}
          onClose={() => setClosing(undefined)}
          actions={
            <>
              <ActionButton onPress={() => setClosing(undefined)}>{t('cancel')}</ActionButton>
              <ActionButton
                kind="primary"
                onPress={() => {
                  setClosing(undefined);
                  void start(() => hub.closeAccount(closing.id)).then((after) => after && set(after));
                }}
              >
                {t('accounts.close.yes')}
              </ActionButton>
            </>
          }
        >
          <p>{t('accounts.close.text')}</p>
        </Dialog>
      )}
    </>
  );
}

/** Where the page of staff is: `/staff/`. */
const staffPage = staffPaths.session.replace(/session$/, '');

function RoleTicks({ roles, onChange }: { roles: readonly StaffRole[]; onChange: (roles: StaffRole[]) => void }) {
  const { t } = useDesk().words;
  return (
    <ChoiceGroup columns={3}>
      {staffRole.options.map((role) => (
        <Choice
          key={role}
          kind="checkbox"
          size="compact"
          name="roles"
          value={role}
          checked={roles.includes(role)}
          label={t(`role.${role}`)}
          onPick={(on) => onChange(on ? [...roles, role] : roles.filter((one) => one !== role))}
        />
      ))}
    </ChoiceGroup>
  );
}

function NewAccount({ onMade }: { onMade: (name: string, made: { token: string; until: string }) => void }) {
  const { hub, words } = useDesk();
  const { t } = words;
  const [name, setName] = useKept('accounts.name', '');
  const [roles, setRoles] = useKept<StaffRole[]>('accounts.roles', []);
  const [tried, setTried] = useState(false);
  const { failure, start } = useDoing();
  const nameMissing = name.trim() === '';
  const make = async () => {
    setTried(true);
    if (nameMissing || roles.length === 0) return;
    const made = await start(() => hub.makeAccount(name, roles));
    if (!made) return;
    setTried(false);
    setName('');
    setRoles([]);
    onMade(name, made);
  };
  return (
    <section className="counter-box">
      <h2>{t('accounts.new')}</h2>
      <TextField
        label={t('accounts.name')}
        hint={t('accounts.name.hint')}
        error={tried && nameMissing ? t('accounts.name.empty') : undefined}
        value={name}
        maxLength={60}
        onChange={({ target }) => setName(target.value)}
      />
      <h3>{t('accounts.roles')}</h3>
      <RoleTicks roles={roles} onChange={setRoles} />
      {tried && roles.length === 0 && (
        <p role="alert" className="counter-missing">
          {t('accounts.roles.empty')}
        </p>
      )}
      <Failed because={failure} words={words} />
      <ActionButton kind="primary" onPress={() => void make()}>
        {t('accounts.make')}
      </ActionButton>
    </section>
  );
}

function Invitation({ name, link, until }: Shown) {
  const { t, time } = useDesk().words;
  const [copied, setCopied] = useState(false);
  return (
    <section className="counter-box" aria-live="polite">
      <h2>{t('accounts.invitation', { name })}</h2>
      <p>{t('accounts.invitation.text', { until: time(until) })}</p>
      <p>
        <code>{link}</code>
      </p>
      <ActionButton onPress={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}>
        {t('accounts.copy')}
      </ActionButton>
      <output>{copied && t('accounts.copied')}</output>
    </section>
  );
}

function ChangeRoles(props: {
  account: StaffAccount;
  onSave: (roles: StaffRole[]) => Promise<void>;
  onCancel: () => void;
}) {
  const { account, onSave, onCancel } = props;
  const { t } = useDesk().words;
  const [roles, setRoles] = useState<StaffRole[]>(account.roles);
  return (
    <Dialog
      title={t('accounts.change.title', { name: account.name })}
      onClose={onCancel}
      actions={
        <>
          <ActionButton onPress={onCancel}>{t('cancel')}</ActionButton>
          <ActionButton kind="primary" onPress={() => void onSave(roles)}>
            {t('accounts.save')}
          </ActionButton>
        </>
      }
    >
      <div className="counter">
        <RoleTicks roles={roles} onChange={setRoles} />
        <p className="counter-quiet">{t('accounts.change.text')}</p>
      </div>
    </Dialog>
  );
}
