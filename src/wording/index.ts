/** Every word a resident reads or hears: languages, furigana, dates and lists in words, reading aloud. */
export { formatDate, formatDay, formatDeadline, formatList, formatNames, formatNumber, sayDate } from './format.ts';
export { isLanguage, type Language, type LanguageEntry, languageIds, languages, localeOf } from './languages.ts';
export { type Named, nameWithReading, withNames } from './names.ts';
export type { ShellKey } from './shell/shell.ts';
export { browserSpeech } from './speech/browser-speech.ts';
export { type Passage, readAloud, spokenText } from './speech/passage.ts';
export { isPrivate, passagesIn, spokenIn } from './speech/spoken-in.ts';
export { recordingSpeech, silentSpeech, type SpeechOutput } from './speech/speech-output.ts';
export { createWording, inJapanese, type Wording, type Words } from './wording.ts';
export { type ShownWords, useWords, WordsProvider } from './WordsProvider.tsx';
export {
  accessLine,
  type CounterKey,
  type CounterLanguage,
  type CounterWords,
  counterWords,
  inRole,
  whatWasDone,
} from './counter/counter-wording.ts';
