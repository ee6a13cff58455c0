import { useMemo, useState } from 'react';
import { CASE_SUBJECT } from '../case/index.ts';
import { ActionButton, Dialog, OpenSheet, Sheets } from '../look/index.ts';
import { applications, type Application } from '../paperwork/index.ts';
import { useCase } from './kiosk-context.tsx';
import { useShow } from './show.ts';
import { Said, useWords } from './words.tsx';

const keyOf = (application: Application) => `${application.procedure}.${application.subject}`;

/** The applications beside the questions, as small sheets that fill; in an open lobby content shows on tap only. */
export function SheetsAside() {
  const { visit, session } = useCase();
  const { t, text, plain } = useWords();
  const show = useShow();
  const [open, setOpen] = useState<string>();
  const sheets = useMemo(
    () => applications(visit.outlook).filter((one) => !isDiscreet(visit.outlook.program.content.procedures, one)),
    [visit],
  );
  if (sheets.length === 0) return undefined;
  const titleOf = ({ form, subject }: Application) => {
    const name = subject === CASE_SUBJECT ? undefined : session.nameOf(subject);
    return plain(text(`form.${form}.title`)) + (name === undefined ? '' : `　${name}`);
  };
  const shown = sheets.find((one) => keyOf(one) === open);
  return (
    <>
      <Sheets
        sheets={sheets.map((application) => {
          const filled = application.boxes.filter((box) => box.value !== undefined);
          return {
            id: keyOf(application),
            title: titleOf(application),
            boxes: application.boxes.map((box, index) => ({
              id: `${box.id}.${box.person ?? ''}.${index}`,
              filled: box.value !== undefined,
            })),
            summary: plain(t('sheets.filled', { filled: filled.length, all: application.boxes.length })),
            onOpen: () => setOpen(keyOf(application)),
          };
        })}
      />
      {shown && (
        <Dialog
          title={titleOf(shown)}
          size="wide"
          moreLabel={plain(t('action.more-below'))}
          onClose={() => setOpen(undefined)}
          actions={
            <ActionButton kind="primary" onPress={() => setOpen(undefined)}>
              <Said of={t('action.close')} />
            </ActionButton>
          }
        >
          <div data-private="">
            <OpenSheet
              boxes={shown.boxes.map((box, index) => ({
                id: `${box.id}.${index}`,
                label: plain(
                  `${text(`form.${box.form ?? shown.form}.boxes.${box.label}`)}${box.person && box.id.includes('.') ? `（${session.nameOf(box.person) ?? ''}）` : ''}`,
                ),
                value: box.value !== undefined && box.fact ? plain(show.value(box.fact, box.value)) : '',
                mark: plain(show.source(box.source)),
              }))}
            />
          </div>
        </Dialog>
      )}
    </>
  );
}

const isDiscreet = (procedures: readonly { id: string; discreet: boolean }[], application: Application) =>
  procedures.some((procedure) => procedure.id === application.procedure && procedure.discreet);
