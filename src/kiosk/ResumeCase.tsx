import { useEffect, useState } from 'react';
import { type Action, action } from '../case/index.ts';
import { textKey } from '../content/index.ts';
import { ActionButton, Dialog, NumberPad } from '../look/index.ts';
import type { NumberedCase } from '../protocol/index.ts';
import type { DeliveredCase } from '../storage/index.ts';
import { clockTime } from './clock-time.ts';
import { useKiosk } from './kiosk-context.tsx';
import { useWords } from './words.tsx';

/** The minute of the day, which every number ends with. */
const LENGTH = 4;
/** So many of the cases that were left behind here are offered by their number. */
const RECENT = 4;

type Refused = 'not-found' | 'gone' | 'wrong' | 'later' | 'not-here' | 'unreadable';

/**
 * 再開: staff take up a case that was left behind or ended early, by its number. Of several with this number they choose
 * by its time and event; nothing says who came before the case is opened.
 */
export function ResumeCase({ code, onClose }: { code: string; onClose: () => void }) {
  const { desk, opening, resumeCase } = useKiosk();
  const { staff, t, plain } = useWords();
  const [digits, setDigits] = useState('');
  const [found, setFound] = useState<readonly NumberedCase[]>();
  const [refused, setRefused] = useState<Refused>();
  const [recent, setRecent] = useState<readonly DeliveredCase[]>([]);
  useEffect(() => {
    void desk.delivered().then((all) => setRecent(all.filter(({ ended }) => ended === 'left').slice(0, RECENT)));
  }, [desk]);

  const find = async (number: string) => {
    const answer = await desk.findCases(code, number);
    if (answer.ok && answer.value.outcome === 'found') return setFound(answer.value.cases);
    setDigits('');
    setRefused(answer.ok && answer.value.outcome !== 'found' ? answer.value.outcome : 'gone');
  };
  const resume = async ({ case: caseId, receipt, now, events }: NumberedCase) => {
    if (events.some((event) => !opening.includes(event))) return setRefused('not-here');
    const answer = await desk.resumeCase(code, caseId, now.standing === 'resumed');
    if (!answer.ok) return setRefused('gone');
    // Another kiosk was faster, or its continuation has come meanwhile: said anew, with what is so now.
    if (answer.value.outcome === 'not-given') return find(receipt);
    if (answer.value.outcome !== 'given') return setRefused(answer.value.outcome);
    const earlier = actionsIn(answer.value.actions);
    if (!earlier) return setRefused('unreadable');
    onClose();
    resumeCase(earlier);
  };
  return (
    <Dialog
      title={staff('resume.title')}
      size="wide"
      moreLabel={plain(t('action.more-below'))}
      onClose={onClose}
      actions={
        <>
          {found && <ActionButton onPress={() => setFound(undefined)}>{staff('resume.other-number')}</ActionButton>}
          <ActionButton kind={found ? 'primary' : 'secondary'} onPress={onClose}>
            {staff('outbox.close')}
          </ActionButton>
          {!found && (
            <ActionButton kind="primary" unavailable={digits.length < LENGTH} onPress={() => void find(digits)}>
              {staff('resume.find')}
            </ActionButton>
          )}
        </>
      }
    >
      <div className="kiosk-staff" lang="ja" data-private="">
        {found && <p role="alert">{refused && staff(`resume.${refused}`)}</p>}
        {found ? (
          <Found cases={found} onResume={(one) => void resume(one)} />
        ) : (
          <>
            <NumberPad
              label={staff('resume.number')}
              value={digits}
              onChange={(typed) => {
                setDigits(typed);
                setRefused(undefined);
              }}
              length={LENGTH}
              announce={(count) => plain(t('pad.count', { count }))}
              eraseLabel={plain(t('pad.erase'))}
              keysLabel={plain(t('pad.keys'))}
              onEnter={() => digits.length === LENGTH && void find(digits)}
              error={refused && staff(`resume.${refused}`)}
            />
            {recent.length > 0 && <h3>{staff('resume.recent')}</h3>}
            <div className="kiosk-buttons">
              {recent.map(({ caseId, receipt, preparedAt }) => (
                <ActionButton key={caseId} onPress={() => void find(receipt ?? '')} unavailable={receipt === undefined}>
                  {`${receipt ?? '—'}（${clockTime(preparedAt)}）`}
                </ActionButton>
              ))}
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}

/** The cases with this number, and what can be done with each. */
function Found({ cases, onResume }: { cases: readonly NumberedCase[]; onResume: (one: NumberedCase) => void }) {
  const { staff, japanese, plain } = useWords();
  const stands = ({ now }: NumberedCase) => {
    if (now.standing === 'resumed')
      return staff('resume.standing.resumed', { time: clockTime(now.at), kiosk: now.kiosk ?? '—' });
    if (now.standing === 'continued') return staff('resume.standing.continued', { receipt: now.receipt ?? '—' });
    return staff(`resume.standing.${now.standing}`);
  };
  return (
    <ul className="kiosk-lines kiosk-resumable">
      {cases.map((one) => (
        <li key={one.case}>
          <strong>{one.receipt}</strong>
          <span>
            {one.events.map((event) => plain(japanese(textKey('event', event, 'plain')))).join('、') || '—'}
            {`　${clockTime(one.preparedAt)}　${staff(`resume.ended.${one.ended}`)}`}
          </span>
          <span>{stands(one)}</span>
          {(one.now.standing === 'ready' || one.now.standing === 'resumed') && (
            <ActionButton onPress={() => onResume(one)}>
              {staff(one.now.standing === 'ready' ? 'resume.open' : 'resume.open-again')}
            </ActionButton>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Every action, or nothing: what one version wrote another may not know. */
function actionsIn(stored: readonly unknown[]): Action[] | undefined {
  const read = stored.map((one) => action.safeParse(one));
  return read.every(({ success }) => success) ? read.flatMap(({ data }) => data ?? []) : undefined;
}
