import { ActionButton, Choice, ChoiceGroup, Dialog, textSizes } from '../look/index.ts';
import { languageIds, languages, localeOf } from '../wording/index.ts';
import { useKiosk } from './kiosk-context.tsx';
import { Said, useWords } from './words.tsx';

interface DialogOf {
  onClose: () => void;
}

/** Which language everything is said in. */
export function LanguageDialog({ onClose: close }: DialogOf) {
  const { display, setDisplay } = useKiosk();
  const { t, plain } = useWords();
  const done = (
    <ActionButton kind="primary" onPress={close}>
      <Said of={t('action.close')} />
    </ActionButton>
  );
  return (
    <Dialog
      title={<Said of={t('language.title')} />}
      onClose={close}
      moreLabel={plain(t('action.more-below'))}
      actions={done}
    >
      <ChoiceGroup legend={<Said of={t('language.title')} />}>
        {languageIds.map((id) => (
          <Choice
            key={id}
            kind="radio"
            name="language"
            checked={display.language === id}
            label={
              <span lang={localeOf(id)}>
                <Said of={languages[id].name} />
              </span>
            }
            onPick={() => {
              setDisplay({ language: id, furigana: id === 'ja-easy' });
              close();
            }}
          />
        ))}
      </ChoiceGroup>
    </Dialog>
  );
}

/** Text size, contrast, furigana, reading aloud, one switch. */
export function DisplayDialog({ onClose: close }: DialogOf) {
  const { display, setDisplay } = useKiosk();
  const { t, plain } = useWords();
  const done = (
    <ActionButton kind="primary" onPress={close}>
      <Said of={t('action.close')} />
    </ActionButton>
  );
  return (
    <Dialog
      title={<Said of={t('display.title')} />}
      size="wide"
      onClose={close}
      moreLabel={plain(t('action.more-below'))}
      actions={done}
    >
      <ChoiceGroup legend={<Said of={t('display.text-size')} />} columns={4}>
        {textSizes.map((size) => (
          <Choice
            key={size}
            kind="radio"
            size="compact"
            name="text-size"
            checked={display.textSize === size}
            label={`${size}%`}
            onPick={() => setDisplay({ textSize: size })}
          />
        ))}
      </ChoiceGroup>
      <ChoiceGroup legend={<Said of={t('display.title')} />} columns={2}>
        {(
          [
            [
              'contrast',
              'display.contrast.high',
              display.contrast === 'high',
              (on: boolean) => setDisplay({ contrast: on ? 'high' : 'normal' }),
            ],
            ['furigana', 'display.furigana', display.furigana, (on: boolean) => setDisplay({ furigana: on })],
            ['speech', 'display.read-aloud', display.speech, (on: boolean) => setDisplay({ speech: on })],
            ['headphones', 'display.headphones', display.headphones, (on: boolean) => setDisplay({ headphones: on })],
            ['scanning', 'display.one-switch', display.scanning, (on: boolean) => setDisplay({ scanning: on })],
            [
              'shuffled-pad',
              'display.shuffled-pad',
              display.shuffledPad,
              (on: boolean) => setDisplay({ shuffledPad: on }),
            ],
            ['confirm', 'display.confirm-answers', !display.advance, (on: boolean) => setDisplay({ advance: !on })],
          ] as const
        ).map(([name, label, checked, set]) => (
          <Choice
            key={name}
            kind="checkbox"
            size="compact"
            name={name}
            checked={checked}
            label={<Said of={t(label)} />}
            onPick={set}
          />
        ))}
      </ChoiceGroup>
    </Dialog>
  );
}
