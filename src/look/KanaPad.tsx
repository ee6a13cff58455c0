import { Icon } from './icons.tsx';
import { kanaKeys, withNextForm } from './kana.ts';
import { KeyRows, type PadKey } from './KeyRows.tsx';
import { VisuallyHidden } from './VisuallyHidden.tsx';

export type KanaPadProps = {
  value: string;
  onChange: (value: string) => void;
  words: { keys: string; forms: string; space: string; erase: string };
};

/** Katakana by touch: the fifty sounds, one key for marks and small kana, one for the space between two names. */
export function KanaPad({ value, onChange, words }: KanaPadProps) {
  const keyOf = (kana: string): PadKey => ({ id: kana, face: kana, onPress: () => onChange(value + kana) });
  const last = value.slice(-1);
  return (
    <div className="look-kana" data-keys="kana">
      <KeyRows
        label={words.keys}
        rows={[
          ...kanaKeys.map((row) => row.map((kana) => (kana === null ? null : keyOf(kana)))),
          [
            { id: 'forms', face: '゛゜小', label: words.forms, onPress: () => onChange(withNextForm(value)) },
            { id: 'space', face: words.space, onPress: () => last !== '' && last !== '　' && onChange(`${value}　`) },
            {
              id: 'erase',
              face: (
                <>
                  <Icon name="erase" />
                  <small>{words.erase}</small>
                </>
              ),
              onPress: () => onChange(value.slice(0, -1)),
            },
          ],
        ]}
      />
      <VisuallyHidden>
        <output lang="ja">{last}</output>
      </VisuallyHidden>
    </div>
  );
}
