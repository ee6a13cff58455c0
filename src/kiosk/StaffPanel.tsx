import { useEffect, useState } from 'react';
import { CASE_SUBJECT } from '../case/index.ts';
import { textKey } from '../content/index.ts';
import { ActionButton, Choice, ChoiceGroup, Dialog, Icon } from '../look/index.ts';
import { languages } from '../wording/index.ts';
import { inPageFonts, type Unshown, unshownIn, wordsOf } from './characters.ts';
import { differencesIn, peopleAside } from './differences.ts';
import { useCase, useKiosk } from './kiosk-context.tsx';
import { useShow } from './show.ts';
import { useWords } from './words.tsx';

/** The fact in which the kinds of document that staff looked at are kept. */
const DOCUMENT = 'document-seen';

/**
 * What staff see on the kiosk, behind their code: where sources differ and what is used, characters that do not show,
 * who is not part of the visit; and what they do there: say which kind of document they saw, or type for the resident.
 * In Japanese, whatever the resident reads.
 */
export function StaffPanel({ onClose }: { onClose: () => void }) {
  const { display, writer, setWriter } = useKiosk();
  const { visit } = useCase();
  const { staff, plain } = useWords();
  const { outlook } = visit;
  const aside = peopleAside(outlook);
  const calls = outlook.view.state.staffCalls.filter(
    ({ reason }) => reason === 'household-missing' || reason === 'household-too-many',
  );
  const typing = writer === 'staff';
  return (
    <Dialog
      title={staff('panel.title')}
      size="wide"
      moreLabel={staff('panel.title')}
      onClose={onClose}
      actions={
        <ActionButton kind="primary" onPress={onClose}>
          {staff('panel.close')}
        </ActionButton>
      }
    >
      <div className="kiosk-staff" lang="ja" data-private="">
        <p>{staff('panel.language', { language: plain(languages[display.language].name) })}</p>
        <Differences />
        <Characters />
        <DocumentSeen />
        <section>
          <h3>{staff('write.title')}</h3>
          <p>{staff('write.text')}</p>
          <ActionButton
            onPress={() => {
              setWriter(typing ? 'resident' : 'staff');
              onClose();
            }}
          >
            {staff(typing ? 'write.end' : 'write.start')}
          </ActionButton>
        </section>
        {calls.length > 0 && (
          <section>
            <h3>{staff('calls.title')}</h3>
            <ul className="kiosk-lines">
              {[...new Set(calls.map(({ reason }) => reason))].map((reason) => (
                <li key={reason}>{staff(reason === 'household-missing' ? 'calls.missing' : 'calls.too-many')}</li>
              ))}
            </ul>
          </section>
        )}
        {aside.length > 0 && (
          <section>
            <h3>{staff('people.title')}</h3>
            <p>{staff('people.text')}</p>
            <ul className="kiosk-lines">
              {aside.map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}

function Differences() {
  const { session, visit } = useCase();
  const { staff, japanese, plain } = useWords();
  const show = useShow();
  const found = differencesIn(visit.outlook);
  return (
    <section>
      <h3>{staff('differences.title')}</h3>
      {found.length === 0 && <p>{staff('differences.none')}</p>}
      {found.length > 0 && <p>{staff('differences.rule')}</p>}
      {found.map(({ subject, fact, said }) => (
        <table key={`${subject}/${fact}`}>
          <caption>
            {subject === CASE_SUBJECT ? '' : `${session.nameOf(subject) ?? ''}　`}
            {plain(japanese(textKey('fact', fact, 'label')))}
          </caption>
          <tbody>
            {said.map(({ entry, used }) => (
              <tr key={entry.source} data-used={used || undefined}>
                <th scope="row">{show.sourceOnPaper(entry.source)}</th>
                <td>{'value' in entry.said ? show.japanese(fact, entry.said.value) : staff('differences.unknown')}</td>
                <td>
                  {used && (
                    <>
                      <Icon name="tick" /> {staff('differences.used')}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}

function Characters() {
  const { visit } = useCase();
  const { staff, japanese, plain } = useWords();
  const [unshown, setUnshown] = useState<{ label: string; characters: Unshown[] }[]>();
  useEffect(() => {
    let wanted = true;
    const look = async () => {
      const found = new Map<string, Map<string, Unshown>>();
      for (const { fact, text } of wordsOf(visit.outlook)) {
        const label = plain(japanese(textKey('fact', fact, 'label')));
        const of = found.get(label) ?? new Map<string, Unshown>();
        for (const one of await unshownIn(text, inPageFonts)) of.set(one.written, one);
        if (of.size > 0) found.set(label, of);
      }
      if (wanted) setUnshown([...found].map(([label, of]) => ({ label, characters: [...of.values()] })));
    };
    void look();
    return () => {
      wanted = false;
    };
  }, [visit, japanese, plain]);
  return (
    <section data-characters={unshown ? 'known' : undefined}>
      <h3>{staff('characters.title')}</h3>
      {unshown?.length === 0 && <p>{staff('characters.none')}</p>}
      {unshown?.map(({ label, characters }) => (
        <div key={label}>
          <h4>{label}</h4>
          <ul className="kiosk-lines">
            {characters.map(({ written, why, codes }) => (
              <li key={written}>
                <strong>{written}</strong>　{codes}　{staff(`characters.${why}`)}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {unshown && unshown.length > 0 && <p>{staff('characters.kept')}</p>}
    </section>
  );
}

function DocumentSeen() {
  const { attempt } = useKiosk();
  const { session, visit } = useCase();
  const { staff, japanese, plain } = useWords();
  const options = visit.outlook.program.byId.get(DOCUMENT)?.fact.options ?? [];
  const { value } = session.known(CASE_SUBJECT, DOCUMENT);
  const seen = typeof value === 'object' ? value : [];
  if (options.length === 0) return undefined;
  const record = (kinds: string[]) =>
    attempt(
      session.record([{ subject: CASE_SUBJECT, fact: DOCUMENT, said: { value: kinds }, source: 'staff' }], 'staff'),
    );
  return (
    <section>
      <h3>{staff('document.title')}</h3>
      <p>{staff('document.text')}</p>
      <ChoiceGroup columns={3}>
        {options.map((kind) => (
          <Choice
            key={kind}
            kind="checkbox"
            size="compact"
            name="document-seen"
            value={kind}
            checked={seen.includes(kind)}
            label={plain(japanese(textKey('fact', DOCUMENT, 'options', kind)))}
            onPick={(on) => record(on ? [...seen, kind] : seen.filter((one) => one !== kind))}
          />
        ))}
      </ChoiceGroup>
    </section>
  );
}
