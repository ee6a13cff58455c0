import type { Page } from 'playwright';

/**
 * Stands in for the voices of a machine: one local Japanese voice, and one of a server that must never be used. What is
 * said is written down.
 */
export const voices = `{
  const heard = (window.heard = []);
  const voice = (name, localService) => ({ name, lang: 'ja-JP', localService, default: !localService, voiceURI: name });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const speechSynthesis = {
    getVoices: () => [voice('server', false), voice('machine', true)],
    speak: ({ text, voice }) => heard.push({ text, voice: voice.name }),
    cancel: () => {},
  };
  Object.defineProperty(window, 'speechSynthesis', { value: speechSynthesis });
}`;

/** Ears and a keyboard, and no eyes: knows of the kiosk what it says. */
export class Listener {
  readonly #page: Page;
  #from = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  /** What was said since the last key that began something. */
  heard(): Promise<string> {
    return this.#page.evaluate((from) => {
      const { heard } = globalThis as unknown as { heard: { text: string }[] };
      return heard
        .slice(from)
        .map(({ text }) => text)
        .join('');
    }, this.#from);
  }

  /** Everything that was said, and by whom. */
  everything(): Promise<{ text: string; voice: string }[]> {
    return this.#page.evaluate(() => (globalThis as unknown as { heard: { text: string; voice: string }[] }).heard);
  }

  /** From here on is new. */
  async attend(): Promise<void> {
    this.#from = (await this.everything()).length;
  }

  /** Listens until one of these is said. */
  async hears(...awaited: string[]): Promise<string> {
    const end = Date.now() + 8000;
    for (;;) {
      const heard = await this.heard();
      if (awaited.some((one) => heard.includes(one))) return heard;
      if (Date.now() > end) throw new Error(`instead of 「${awaited.join('」「')}」 I heard 「${heard}」`);
      await this.#page.waitForTimeout(15);
    }
  }

  /** Goes from one thing to the next until this is said, and presses it. */
  async finds(name: string): Promise<void> {
    const all: string[] = [];
    for (let step = 0; step < 150; step++) {
      await this.attend();
      await this.#page.keyboard.press('ArrowRight');
      const heard = await this.heard();
      all.push(heard);
      if (heard === name || heard.startsWith(`${name}。`) || heard.startsWith(`${name}　`)) {
        await this.attend();
        return this.#page.keyboard.press('Enter');
      }
    }
    throw new Error(`nothing calls itself 「${name}」 among ${all.join(' | ')}`);
  }

  async types(digits: string): Promise<void> {
    await this.attend();
    await this.#page.keyboard.type(digits, { delay: 20 });
  }

  async presses(key: string): Promise<void> {
    await this.attend();
    await this.#page.keyboard.press(key);
  }
}
