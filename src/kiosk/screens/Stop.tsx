import { CASE, TRUE } from '../../conditions/index.ts';
import { ActionButton, Frame, Notice, Question } from '../../look/index.ts';
import { useHeader } from '../Header.tsx';
import { useCase, useKiosk } from '../kiosk-context.tsx';
import { Said, useWords } from '../words.tsx';

/** The visit cannot go on here. Says at once what to bring; to staff always by the same neutral screen. */
export function Stop({ stop }: { stop: string }) {
  const { send, callStaff } = useKiosk();
  const { visit } = useCase();
  const { t, text } = useWords();
  const header = useHeader();
  const { program, situation } = visit.outlook;
  const part = program.content.events
    .flatMap((event) => event.parts)
    .find((one) => one.kind === 'stop' && one.id === stop);
  const bring =
    part?.kind === 'stop'
      ? part.bring.filter(({ when }) => !when || program.check(when)(situation, CASE, []) === TRUE)
      : [];
  const toStaff = part?.kind === 'stop' && part.to === 'staff';
  return (
    <Frame
      screen={`stop-${stop}`}
      {...header}
      aside={undefined}
      next={
        toStaff ? (
          <ActionButton kind="primary" icon="bell" onPress={() => callStaff('stop')}>
            <Said of={t('action.call-staff')} />
          </ActionButton>
        ) : (
          <ActionButton kind="primary" onPress={() => send({ type: 'LEFT' })}>
            <Said of={t('stop.end')} />
          </ActionButton>
        )
      }
    >
      <Question>
        <Said of={text(`stop.${stop}.title`)} />
      </Question>
      <p>
        <Said of={text(`stop.${stop}.text`)} />
      </p>
      {bring.length > 0 && (
        <Notice kind="info" title={<Said of={t('stop.bring')} />}>
          <ul className="kiosk-lines">
            {bring.map(({ document }) => (
              <li key={document}>
                <Said of={text(`document.${document}.name`)} />
              </li>
            ))}
          </ul>
          <ActionButton icon="print" onPress={() => window.print()}>
            <Said of={t('action.print')} />
          </ActionButton>
        </Notice>
      )}
    </Frame>
  );
}
