import { useState } from 'react';
import { type SignInWays, staffPaths, type StaffSession } from '../protocol/index.ts';
import { ActionButton, Notice } from '../look/index.ts';
import type { CounterKey, CounterWords } from '../wording/index.ts';
import { signInWithPasskey } from './passkey.ts';
import type { Failure, StaffHub } from './staff-hub.ts';

/** Why a sign-in did not work, of those that have a sentence. */
const told = ['not-done', 'not-here', 'no-role', 'not-genuine', 'unreachable', 'closed'] as const;

export const whyNot = (because: string): CounterKey => {
  if (because === 'too-many') return 'failure.too-many';
  const found = told.find((one) => one === because);
  return found === undefined ? 'sign-in.refused' : `sign-in.${found}`;
};

/** The ways to sign in at this hub, as buttons. `elsewhere`: the page stays, and the directory opens beside it. */
export function SignIn(props: {
  hub: StaffHub;
  ways: SignInWays;
  words: CounterWords;
  /** Why the last try failed, of one that went over another page. */
  refused?: string | undefined;
  elsewhere?: boolean;
  onSession: (session: StaffSession) => void;
}) {
  const { hub, ways, words, elsewhere, onSession } = props;
  const { t } = words;
  const [waiting, setWaiting] = useState(false);
  const [failure, setFailure] = useState(props.refused);
  const begin = async (
    work: () => Promise<{ ok: true; value: StaffSession } | { ok: false; reason: Failure | 'not-done' | 'not-here' }>,
  ) => {
    setFailure(undefined);
    setWaiting(true);
    const done = await work();
    setWaiting(false);
    if (done.ok) onSession(done.value);
    else setFailure(done.reason);
  };
  return (
    <div className="counter-sign-in">
      {failure !== undefined && (
        <Notice kind="error" title={t('sign-in.failed')}>
          <p>{t(whyNot(failure))}</p>
        </Notice>
      )}
      <ActionButton
        kind="primary"
        icon="person"
        unavailable={waiting}
        onPress={() => void begin(() => signInWithPasskey(hub))}
      >
        {t(waiting ? 'sign-in.waiting' : 'sign-in.passkey')}
      </ActionButton>
      <p className="counter-quiet">{t('sign-in.passkey.hint')}</p>
      {ways.directory !== undefined && (
        <p>
          <a
            className="look-button"
            data-kind="secondary"
            href={staffPaths.directory}
            {...(elsewhere ? { target: '_blank', rel: 'noopener' } : {})}
          >
            {t('sign-in.directory', { name: ways.directory })}
          </a>
          {elsewhere && <span className="counter-quiet">{t('ended.directory')}</span>}
        </p>
      )}
      {ways.demo.length > 0 && (
        <section className="counter-demo" aria-labelledby="demo-accounts">
          <h2 id="demo-accounts">{t('sign-in.demo')}</h2>
          <p>{t('sign-in.demo.hint')}</p>
          <div className="counter-buttons">
            {ways.demo.map((role) => (
              <ActionButton key={role} unavailable={waiting} onPress={() => void begin(() => hub.signInAs(role))}>
                {t('sign-in.demo.as', { role: t(`role.${role}`) })}
              </ActionButton>
            ))}
          </div>
        </section>
      )}
    </div>
  );
}
