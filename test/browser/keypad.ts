import type { Locator, Page } from 'playwright';
import type { Hands } from './hands.ts';

/** Fingers on a numeric keypad, which may not be seen: digits, and the keys around them. */
export class Keypad implements Hands {
  /** Every key that was pressed. */
  readonly keys: string[] = [];
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async key(key: string): Promise<void> {
    this.keys.push(key);
    await this.#page.keyboard.press(key);
  }

  async press(target: Locator): Promise<void> {
    await this.reach(target);
    await this.key((await this.#padIsShown()) ? 'Enter' : '5');
  }

  /** Goes to a target without pressing it, by the shorter way round. */
  async reach(target: Locator): Promise<void> {
    const wanted = target.first();
    await wanted.waitFor();
    const pad = await this.#padIsShown();
    const [forward, backward] = pad ? ['/', '-'] : ['6', '4'];
    for (let steps = await this.#stepsTo(wanted); steps !== 0; steps = await this.#stepsTo(wanted)) {
      if (Number.isNaN(steps)) throw new Error('this cannot be reached by keys');
      for (let step = 0; step < Math.abs(steps); step++) await this.key(steps > 0 ? forward : backward);
    }
  }

  async next(): Promise<void> {
    await this.key((await this.#padIsShown()) ? '+' : '3');
  }

  async digits(digits: string): Promise<void> {
    for (const digit of digits) await this.key(digit);
  }

  async part(field: Locator, number: string): Promise<void> {
    if (Number(await field.inputValue()) === Number(number)) return;
    await this.digits(String(Number(number)));
    await this.key('Enter');
  }

  write(): Promise<void> {
    throw new Error('a keypad has no letters');
  }

  async #padIsShown(): Promise<boolean> {
    return (
      (await this.#page.locator('dialog[open]').count()) === 0 &&
      (await this.#page.locator('[data-keys=digits]').count()) > 0
    );
  }

  /** How often the key for the next target, or (below 0) for the one before, has to be pressed. */
  #stepsTo(target: Locator): Promise<number> {
    return target.evaluate((wanted) => {
      const place = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
      const all = [...place.querySelectorAll<HTMLElement>('a[href], button, input, summary, [tabindex="0"]')];
      const targets = all.filter((one) => one.checkVisibility() && !one.closest('details:not([open]) > :not(summary)'));
      const { activeElement: here } = document;
      if (here === wanted) return 0;
      const to = targets.indexOf(wanted as HTMLElement);
      if (to < 0) return Number.NaN;
      const passed = targets.filter(
        (one) =>
          here && here !== document.body && !(here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING),
      ).length;
      const ahead = (to - passed + targets.length) % targets.length;
      const behind = here && targets.includes(here as HTMLElement) ? 1 : 0;
      const back = (passed - behind - 1 - to + targets.length) % targets.length;
      return ahead <= back ? ahead + 1 : -(back + 1);
    });
  }
}
