import { useEffect, useState } from 'react';
import { ActionButton, type Contrast, setDisplay, type TextSize, textSizes } from '../look/index.ts';
import type { CounterLanguage, CounterWords } from '../wording/index.ts';

/** How somebody wants the pages; kept in this browser, since it says nothing of anybody's case. */
export interface Preferences {
  language: CounterLanguage;
  textSize: TextSize;
  contrast: Contrast;
  change: (to: Partial<Omit<Preferences, 'change'>>) => void;
}

const PLACE = 'kakanai-counter-display';

function stored(): Omit<Preferences, 'change'> {
  const usual = { language: 'ja', textSize: 100, contrast: 'normal' } as const;
  try {
    const { language, textSize, contrast } = JSON.parse(localStorage.getItem(PLACE) ?? '{}') as Record<string, unknown>;
    return {
      language: language === 'en' ? 'en' : usual.language,
      textSize: textSizes.find((one) => one === textSize) ?? usual.textSize,
      contrast: contrast === 'high' ? 'high' : usual.contrast,
    };
  } catch {
    return usual;
  }
}

export function usePreferences(): Preferences {
  const [preferences, setPreferences] = useState(stored);
  const { textSize, contrast } = preferences;
  useEffect(() => setDisplay({ textSize, contrast }), [textSize, contrast]);
  return {
    ...preferences,
    change: (to) => {
      const next = { ...preferences, ...to };
      localStorage.setItem(PLACE, JSON.stringify(next));
      setPreferences(next);
    },
  };
}

/** Language, text size, contrast. */
export function DisplayButtons({ words, preferences }: { words: CounterWords; preferences: Preferences }) {
  const { language, textSize, contrast, change } = preferences;
  const larger = textSizes[(textSizes.indexOf(textSize) + 1) % textSizes.length] ?? 100;
  const other = language === 'ja' ? 'en' : 'ja';
  return (
    <div className="counter-buttons">
      <ActionButton kind="quiet" icon="letters" onPress={() => change({ textSize: larger })}>
        {words.t('menu.display', { size: textSize })}
      </ActionButton>
      <ActionButton
        kind="quiet"
        icon="contrast"
        aria-pressed={contrast === 'high'}
        onPress={() => change({ contrast: contrast === 'high' ? 'normal' : 'high' })}
      >
        {words.t('menu.contrast')}
      </ActionButton>
      <ActionButton kind="quiet" icon="globe" lang={other} onPress={() => change({ language: other })}>
        {words.t('menu.language')}
      </ActionButton>
    </div>
  );
}
