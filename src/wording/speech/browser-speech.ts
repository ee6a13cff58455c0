import { type SpeechOutput, silentSpeech } from './speech-output.ts';

/** What of the browser's synthesis is used. */
export type Synthesis = Pick<SpeechSynthesis, 'getVoices' | 'speak' | 'cancel'>;

/**
 * The voices of the machine, by the Web Speech API. Voices that a server makes are never used: a resident's answers
 * would travel to it. Leaving the page stops the voice.
 */
export function browserSpeech(synthesis: Synthesis | undefined = globalThis.speechSynthesis): SpeechOutput {
  if (!synthesis) return silentSpeech;
  const voiceFor = (locale: string) => {
    const language = languageOf(locale);
    // Asked each time: browsers fill the list some time after the start.
    const voices = synthesis.getVoices().filter((voice) => voice.localService && languageOf(voice.lang) === language);
    return voices.find((voice) => voice.default) ?? voices[0];
  };
  globalThis.addEventListener?.('pagehide', () => synthesis.cancel());
  return {
    canSpeak: (locale) => voiceFor(locale) !== undefined,
    speak(text, locale) {
      synthesis.cancel();
      const voice = voiceFor(locale);
      if (!voice) return;
      for (const sentence of sentencesOf(text)) {
        const utterance = new SpeechSynthesisUtterance(sentence);
        utterance.voice = voice;
        utterance.lang = voice.lang;
        synthesis.speak(utterance);
      }
    },
    stop: () => synthesis.cancel(),
  };
}

/** Sentence by sentence: engines cut long utterances off, and a stop is heard at once. */
const sentencesOf = (text: string): string[] =>
  [...text.matchAll(/[^。．.?？\n]+[。．.?？]*\s*/g)].map(([sentence]) => sentence.trim()).filter((one) => one !== '');

/** Android writes `ja_JP`. */
const languageOf = (locale: string): string => locale.toLowerCase().split(/[-_]/)[0] ?? '';
