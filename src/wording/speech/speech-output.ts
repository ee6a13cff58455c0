/** Reading aloud: what a screen needs of a voice, whoever makes it. */
export interface SpeechOutput {
  /** Whether there is a voice for a language (BCP 47) that works without a network. Voices may come later. */
  canSpeak(locale: string): boolean;
  /** Says the text, and stops what was being said. Readings and markup have been put in order before. */
  speak(text: string, locale: string): void;
  stop(): void;
}

/** For machines without a voice: says nothing, and says so. */
export const silentSpeech: SpeechOutput = { canSpeak: () => false, speak: () => {}, stop: () => {} };

/** Says nothing and writes down what it would have said, for tests. */
export function recordingSpeech(): SpeechOutput & { readonly said: string[] } {
  const said: string[] = [];
  return { said, canSpeak: () => true, speak: (text) => said.push(text), stop: () => {} };
}
