import { useEffect, useState } from 'react';
import type { StaffSession } from '../protocol/index.ts';
import { ActionButton, Notice } from '../look/index.ts';
import type { CounterWords } from '../wording/index.ts';
import { Failed } from './parts.tsx';
import { makePasskey } from './passkey.ts';
import { whyNot } from './SignIn.tsx';
import type { Failure, StaffHub } from './staff-hub.ts';

type Offered = { name: string; options: { challenge: string } };

/** Somebody opened the link of their invitation: a passkey is made, and they are in. */
export function Invited(props: {
  hub: StaffHub;
  token: string;
  words: CounterWords;
  onSession: (session: StaffSession) => void;
  onLeave: () => void;
}) {
  const { hub, token, words, onSession, onLeave } = props;
  const { t } = words;
  const [offered, setOffered] = useState<Offered>();
  const [refused, setRefused] = useState<Failure>();
  const [failure, setFailure] = useState<string>();
  const [waiting, setWaiting] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    void hub.invited(token).then((answer) => {
      if (answer.ok) setOffered(answer.value);
      setRefused(answer.ok ? undefined : answer.reason);
    });
  }, [hub, token, tries]);
  const make = async (from: Offered) => {
    setFailure(undefined);
    setWaiting(true);
    const made = await makePasskey(hub, token, from.options);
    setWaiting(false);
    if (made.ok) return onSession(made.value);
    setFailure(made.reason);
    setTries(tries + 1); // each challenge is looked at once
  };
  return (
    <div className="counter-sign-in">
      <h1>{t('invitation.title')}</h1>
      {refused === 'sign-in-refused' && (
        <Notice kind="check" title={t('invitation.used')}>
          <p>{t('invitation.used.text')}</p>
          <ActionButton onPress={onLeave}>{t('invitation.leave')}</ActionButton>
        </Notice>
      )}
      {refused !== 'sign-in-refused' && <Failed because={refused} words={words} onRetry={() => setTries(tries + 1)} />}
      {!offered && !refused && <output>{t('loading')}</output>}
      {offered && !refused && (
        <>
          <p>{t('invitation.lead', { name: offered.name })}</p>
          {failure !== undefined && (
            <Notice kind="error" title={t('sign-in.failed')}>
              <p>{t(whyNot(failure))}</p>
            </Notice>
          )}
          <ActionButton kind="primary" icon="person" unavailable={waiting} onPress={() => void make(offered)}>
            {t(waiting ? 'sign-in.waiting' : 'invitation.make')}
          </ActionButton>
          <p className="counter-quiet">
            {t('sign-in.passkey.hint')} {t('invitation.once')}
          </p>
        </>
      )}
    </div>
  );
}
