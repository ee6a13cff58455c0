import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { SignInWays, StaffRight, StaffSession } from '../protocol/index.ts';
import { ActionButton, Dialog } from '../look/index.ts';
import type { CounterWords } from '../wording/index.ts';
import { Accounts } from './Accounts.tsx';
import { CaseView } from './CaseView.tsx';
import { type Desk, DeskContext } from './desk.tsx';
import { Devices } from './Devices.tsx';
import { DisplayButtons, type Preferences } from './display.tsx';
import { FindCase } from './FindCase.tsx';
import { menuPlace, moveBetweenRows, useKeys } from './keys.ts';
import type { Listen } from './live.ts';
import { SignIn } from './SignIn.tsx';
import type { Failure, StaffHub } from './staff-hub.ts';
import { Tasks } from './Tasks.tsx';

const screens = [
  { screen: 'tasks', right: 'see-tasks' },
  { screen: 'find', right: 'find-case' },
  { screen: 'accounts', right: 'manage-accounts' },
  { screen: 'devices', right: 'manage-devices' },
] as const satisfies { screen: string; right: StaffRight }[];

type Screen = (typeof screens)[number]['screen'];

/** What somebody who signed in sees: a menu of what they have a right to, one screen, and the end of their session. */
export function SignedIn(props: {
  hub: StaffHub;
  listen: Listen;
  ways: SignInWays;
  session: StaffSession;
  words: CounterWords;
  preferences: Preferences;
  onSession: (session: StaffSession) => void;
  onSignedOut: () => void;
}) {
  const { hub, listen, ways, session, words, preferences, onSession, onSignedOut } = props;
  const { t } = words;
  const may = (right: StaffRight) => session.rights.includes(right);
  const menu = screens.filter(({ right }) => may(right));
  const [screen, setScreen] = useState<Screen | undefined>(menu[0]?.screen);
  const [opened, setOpened] = useState<string>();
  const [ended, setEnded] = useState(false);
  const [heardAt, setHeardAt] = useState(0);
  const [round, setRound] = useState(0);
  const [kept] = useState(() => new Map<string, unknown>());
  const go = (to: Screen) => {
    setOpened(undefined);
    setScreen(to);
  };
  const heard = (failure: Failure | undefined) => {
    if (failure === 'signed-out') setEnded(true);
    else if (failure !== 'unreachable') setHeardAt(performance.now());
  };
  const resume = (again: StaffSession) => {
    setEnded(false);
    setRound(round + 1);
    setHeardAt(performance.now());
    onSession(again);
  };

  // When the time is over in which nothing was asked, the hub says whether another window went on.
  const look = useEffectEvent(async () => {
    const found = await hub.session();
    if (found.ok && found.value.account.id === session.account.id) resume(found.value);
    else setEnded(true);
  });
  useEffect(() => {
    if (ended) {
      const back = () => void look();
      window.addEventListener('focus', back);
      return () => window.removeEventListener('focus', back);
    }
    const timer = setTimeout(() => void look(), session.secondsLeft * 1000);
    return () => clearTimeout(timer);
  }, [ended, heardAt, session]);

  useKeys((event) => {
    if (ended) return;
    const chosen = menu[menuPlace(event) ?? -1];
    if (chosen) go(chosen.screen);
    if (chosen || moveBetweenRows(event)) event.preventDefault();
  });

  // A new screen takes the focus, but where its own field has it.
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [opened, screen]);

  const desk: Desk = { hub, listen, session, words, may, heard, kept, round, ended };
  return (
    <DeskContext value={desk}>
      <div className="counter" data-covered={ended || undefined}>
        <header className="counter-header">
          <nav aria-label={t('menu.label')}>
            {menu.map((one, at) => (
              <ActionButton
                key={one.screen}
                kind="quiet"
                aria-current={screen === one.screen ? 'page' : undefined}
                aria-keyshortcuts={`Alt+${at + 1}`}
                onPress={() => go(one.screen)}
              >
                {t(`menu.${one.screen}`)} <kbd>Alt+{at + 1}</kbd>
              </ActionButton>
            ))}
          </nav>
          <DisplayButtons words={words} preferences={preferences} />
          <p className="counter-who">
            {session.account.name}
            <span className="counter-quiet">
              {session.roles.map((role) => t(`role.${role}`)).join('・') || t('roles.none')}
            </span>
            <ActionButton kind="quiet" onPress={() => void hub.signOut().then(onSignedOut)}>
              {t('menu.sign-out')}
            </ActionButton>
          </p>
        </header>
        {ways.demo.length > 0 && <aside className="counter-demo-mark">{t('demo.mark')}</aside>}
        <main key={opened ?? screen} ref={main} tabIndex={-1}>
          {opened !== undefined && <CaseView caseId={opened} onBack={() => setOpened(undefined)} />}
          {opened === undefined && screen === 'tasks' && <Tasks onOpen={setOpened} />}
          {opened === undefined && screen === 'find' && <FindCase onOpen={setOpened} />}
          {opened === undefined && screen === 'accounts' && <Accounts />}
          {opened === undefined && screen === 'devices' && <Devices />}
        </main>
        <footer className="counter-quiet">{t('key.hint')}</footer>
      </div>
      {ended && (
        <Dialog title={t('ended.title')}>
          <p>{t('ended.text')}</p>
          <p className="counter-quiet">{t('ended.other')}</p>
          <div className="counter">
            <SignIn hub={hub} ways={ways} words={words} elsewhere onSession={resume} />
          </div>
        </Dialog>
      )}
    </DeskContext>
  );
}
