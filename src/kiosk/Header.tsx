import { Suspense } from 'react';
import { ActionButton, type FrameProps, Progress } from '../look/index.ts';
import { DisplayControls } from './DisplayControls.tsx';
import { useCase, useKiosk } from './kiosk-context.tsx';
import { EraseAll } from './home/EraseAll.tsx';
import { SheetsAside } from './later.ts';
import { Said, useWords } from './words.tsx';

/** What every screen of a visit has in common: where I am, how far, display, back, staff. */
export function useHeader(): Pick<
  FrameProps,
  'title' | 'progress' | 'controls' | 'moreLabel' | 'back' | 'call' | 'aside' | 'asideLabel'
> {
  const { municipality, attempt, callStaff, place, writer, setWriter } = useKiosk();
  const { session, visit } = useCase();
  const { t, text, plain } = useWords();
  const { step, outlook } = visit;
  const group =
    step.kind === 'question' && step.group !== 'details' ? text(`group.${step.group}.title`) : t('details.title');
  const questions = outlook.steps.filter((one) => one.step.kind === 'question');
  const done = questions.filter((one) => one.status !== 'open').length;
  const open = questions.length - done;
  const about = outlook.program.events.map((event) => text(`event.${event}.plain`)).join('・');
  return {
    title:
      writer === 'staff' ? (
        <ActionButton icon="close" onPress={() => setWriter('resident')}>
          <Said of={`${t('staff.writes')}：${t('staff.writes.end')}`} />
        </ActionButton>
      ) : (
        <>
          {municipality}
          <span className="kiosk-about">
            　<Said of={about} />
          </span>
        </>
      ),
    progress:
      step.kind === 'question' ? (
        <Progress
          done={done}
          total={questions.length}
          text={plain(`${group}　${open > 0 ? t('frame.progress', { count: open }) : t('frame.progress.last')}`)}
        />
      ) : undefined,
    controls: <DisplayControls />,
    moreLabel: plain(t('action.more-below')),
    back: session.backTo ? (
      <ActionButton key={step.key} icon="back" onPress={() => attempt(session.back())}>
        <Said of={t('action.back')} />
      </ActionButton>
    ) : undefined,
    call:
      place === 'home' ? (
        <EraseAll key="erase" />
      ) : (
        <ActionButton kind="quiet" icon="bell" onPress={() => callStaff(step.key)}>
          <Said of={t('action.call-staff')} />
        </ActionButton>
      ),
    aside: (
      <Suspense fallback={undefined}>
        <SheetsAside />
      </Suspense>
    ),
    asideLabel: plain(t('frame.sheets')),
  };
}
