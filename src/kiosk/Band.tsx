import { useSyncExternalStore } from 'react';
import { formatDay } from '../wording/index.ts';
import { useKiosk } from './kiosk-context.tsx';
import { Said, useWords } from './words.tsx';

const none = () => () => undefined;

/**
 * What must be known on every screen: that this is practice (練習), and for staff that a paper filled in by hand is being
 * entered, and of which day. Nothing otherwise.
 */
export function Band() {
  const { practice, paperDay, session, today } = useKiosk();
  const { t, staff, plain } = useWords();
  const visit = useSyncExternalStore(session?.subscribe ?? none, () => session?.visit);
  const received = visit?.outlook.view.state.enteredLater?.received ?? (session ? undefined : paperDay);
  if (!practice && received === undefined) return undefined;
  return (
    <div className="kiosk-band" role="note">
      {practice && (
        <span>
          <strong lang="ja">練習</strong>
          <Said of={t('practice.band')} />
        </span>
      )}
      {received !== undefined && (
        <span lang="ja">{staff('paper.band', { day: plain(formatDay(received, 'ja', today)) })}</span>
      )}
    </div>
  );
}
