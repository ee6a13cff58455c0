import { useState } from 'react';
import { addDays, dateParts, isDate } from '../basics/index.ts';
import { MOST_DAYS_LATER, notReceivedOn } from '../case/index.ts';
import { ActionButton, Choice, ChoiceGroup, DatePad, type DateParts, Dialog } from '../look/index.ts';
import { formatDay } from '../wording/index.ts';
import { useKiosk } from './kiosk-context.tsx';
import { useWords } from './words.tsx';

/** So many days are one tap each; earlier ones are typed. */
const TAPPED = 7;

/** Staff enter a paper that was filled in by hand while nothing worked: first the day on which it was received. */
export function PaperReceived({ onClose }: { onClose: () => void }) {
  const { today, enterPaper } = useKiosk();
  const { t, staff, plain } = useWords();
  const [parts, setParts] = useState<DateParts>({ era: null, year: dateParts(today).year, month: null, day: null });
  const [refused, setRefused] = useState<'incomplete' | 'future' | 'too-long-ago'>();
  const given = dayOf(parts);
  const enter = () => {
    const why = given === undefined ? 'incomplete' : notReceivedOn(given, today);
    setRefused(why);
    if (given === undefined || why !== undefined) return;
    enterPaper(given);
    onClose();
  };
  const change = (changed: DateParts) => {
    setParts(changed);
    setRefused(undefined);
  };
  const { year } = dateParts(today);
  return (
    <Dialog
      title={staff('paper.title')}
      size="wide"
      moreLabel={plain(t('action.more-below'))}
      onClose={onClose}
      actions={
        <>
          <ActionButton onPress={onClose}>{staff('paper.cancel')}</ActionButton>
          <ActionButton kind="primary" onPress={enter}>
            {staff('paper.go')}
          </ActionButton>
        </>
      }
    >
      <div className="kiosk-staff" lang="ja">
        <p>{staff('paper.text', { count: MOST_DAYS_LATER })}</p>
        <ChoiceGroup legend={staff('paper.recent')}>
          {Array.from({ length: TAPPED }, (_, ago) => addDays(today, -ago)).map((day) => (
            <Choice
              key={day}
              kind="radio"
              size="compact"
              name="paper-received"
              value={day}
              checked={given === day}
              onPick={() => change({ era: null, ...dateParts(day) })}
              label={plain(formatDay(day, 'ja', today))}
            />
          ))}
        </ChoiceGroup>
        <DatePad
          legend={staff('paper.day')}
          value={parts}
          onChange={change}
          years={[year, year - 1]}
          words={{
            year: plain(t('date.year')),
            month: plain(t('date.month')),
            day: plain(t('date.day')),
            pads: {
              year: plain(t('date.pad.year')),
              month: plain(t('date.pad.month')),
              day: plain(t('date.pad.day')),
            },
            era: plain(t('date.count-in')),
            unknown: plain(t('date.part-unknown')),
            erase: plain(t('pad.erase')),
          }}
          error={refused && staff(`paper.refused.${refused}`, { count: MOST_DAYS_LATER })}
        />
      </div>
    </Dialog>
  );
}

/** The day, once its parts make one. */
function dayOf({ year, month, day }: DateParts): string | undefined {
  const two = (part: number) => String(part).padStart(2, '0');
  if (typeof year !== 'number' || typeof month !== 'number' || typeof day !== 'number') return undefined;
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  return isDate(date) ? date : undefined;
}
