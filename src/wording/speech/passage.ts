import type { SpeechOutput } from './speech-output.ts';

/** Something to be read aloud, with its furigana markup. */
export interface Passage {
  text: string;
  /** Not for the ears of others: a private question, its answers, a name, a number, an address. */
  private?: boolean | undefined;
}

/** The text as it is said: where a reading is given, the reading. */
export const spokenText = (text: string): string => text.replaceAll(/\{[^|{}]+\|([^|{}]+)\}/g, '$1');

/**
 * Reads passages aloud, one after the other. What is private is left out unless the listener wears headphones;
 * `insteadOfPrivate` (「画面で見るか、イヤホンを…」) is said once in its place.
 */
export function readAloud(
  output: SpeechOutput,
  passages: readonly Passage[],
  listening: { locale: string; headphones: boolean; insteadOfPrivate: string },
): void {
  const heard: string[] = [];
  let leftOut = false;
  for (const passage of passages) {
    const hidden = passage.private === true && !listening.headphones;
    if (hidden && leftOut) continue;
    heard.push(spokenText(hidden ? listening.insteadOfPrivate : passage.text));
    leftOut ||= hidden;
  }
  output.stop();
  if (heard.length > 0) output.speak(heard.join('\n'), listening.locale);
}
