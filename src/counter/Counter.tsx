import { useEffect, useState } from 'react';
import type { SignInWays, StaffSession } from '../protocol/index.ts';
import { loadFonts } from '../look/index.ts';
import { counterWords } from '../wording/index.ts';
import { DisplayButtons, usePreferences } from './display.tsx';
import type { Listen } from './live.ts';
import { Failed } from './parts.tsx';
import { SignedIn } from './SignedIn.tsx';
import { SignIn } from './SignIn.tsx';
import type { Failure, StaffHub } from './staff-hub.ts';
import { Invited } from './Invited.tsx';

/** `#invite=…` or `#refused=…`: taken out of the address, so that it is in no history. */
function takeFromAddress(): { invite?: string; refused?: string } {
  const [, name, value] = /^#(invite|refused)=([\w-]+)$/.exec(location.hash) ?? [];
  if (name === undefined || value === undefined) return {};
  history.replaceState(null, '', location.pathname);
  return { [name]: value };
}
const brought = takeFromAddress();

/** The pages of staff: sign-in, and then what the account has a right to. */
export function Counter({ hub, listen }: { hub: StaffHub; listen: Listen }) {
  const preferences = usePreferences();
  const words = counterWords(preferences.language);
  const [invite, setInvite] = useState(brought.invite);
  const [ways, setWays] = useState<SignInWays>();
  const [session, setSession] = useState<StaffSession | 'none'>();
  const [failure, setFailure] = useState<Failure>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    void loadFonts();
  }, []);
  useEffect(() => {
    void Promise.all([hub.ways(), hub.session()]).then(([known, found]) => {
      const missing = !found.ok && found.reason !== 'signed-out' ? found.reason : undefined;
      setFailure(known.ok ? missing : known.reason);
      if (!known.ok || missing !== undefined) return;
      setWays(known.value);
      setSession(found.ok ? found.value : 'none');
    });
  }, [hub, tries]);
  useEffect(() => {
    document.documentElement.lang = preferences.language;
    document.title = words.t('title');
  }, [preferences.language, words]);

  if (ways && typeof session === 'object' && invite === undefined)
    return (
      <SignedIn
        key={session.account.id}
        hub={hub}
        listen={listen}
        ways={ways}
        session={session}
        words={words}
        preferences={preferences}
        onSession={setSession}
        onSignedOut={() => setSession('none')}
      />
    );
  const enter = (entered: StaffSession) => {
    setInvite(undefined);
    setSession(entered);
  };
  return (
    <div className="counter counter-outside">
      <header>
        <DisplayButtons words={words} preferences={preferences} />
      </header>
      <main>
        {failure !== undefined && <Failed because={failure} words={words} onRetry={() => setTries(tries + 1)} />}
        {failure === undefined && !(ways && session) && <output>{words.t('loading')}</output>}
        {ways && session && invite !== undefined && (
          <Invited hub={hub} token={invite} words={words} onSession={enter} onLeave={() => setInvite(undefined)} />
        )}
        {ways && session === 'none' && invite === undefined && (
          <>
            <h1>{words.t('sign-in.title')}</h1>
            <p>{words.t('sign-in.lead', { municipality: ways.municipality })}</p>
            <SignIn hub={hub} ways={ways} words={words} refused={brought.refused} onSession={enter} />
          </>
        )}
      </main>
    </div>
  );
}
