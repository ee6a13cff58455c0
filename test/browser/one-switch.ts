import type { Locator, Page } from 'playwright';
import { BETWEEN_DIGITS, type Hands, nextButton } from './hands.ts';

/** How long a target is offered, in milliseconds: see `Access.tsx`. */
const INTERVAL = 1800;
/** More stops than any screen has, twice round. */
const PATIENCE = 400;

/**
 * One switch, which sends Space and nothing else. Waits until what is wanted is lit up, or the row it stands in. The
 * time that this takes passes on the page's own clock, which the test has in hand (`page.clock.install`).
 */
export class OneSwitch implements Hands {
  readonly #page: Page;
  /** How often the switch was pressed, and how often it was waited for. */
  presses = 0;
  waits = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  async press(target: Locator): Promise<void> {
    const wanted = target.first();
    await wanted.waitFor();
    for (let stop = 0; stop < PATIENCE; stop++) {
      const lit = await this.#lit(wanted);
      if (lit !== 'another') {
        this.presses += 1;
        await this.#page.keyboard.press('Space');
      }
      if (lit === 'it') return;
      if (lit === 'another') {
        this.waits += 1;
        await this.#page.clock.runFor(INTERVAL);
      }
    }
    throw new Error('this is never lit up');
  }

  next(): Promise<void> {
    return this.press(nextButton(this.#page));
  }

  async digits(digits: string): Promise<void> {
    for (const digit of digits) {
      await this.press(this.#key(digit));
      await this.#page.waitForTimeout(BETWEEN_DIGITS); // real time: nobody waited for the switch
    }
  }

  async part(field: Locator, number: string): Promise<void> {
    const meant = String(Number(number));
    if ((await field.inputValue()) === meant) return;
    if ((await field.locator('xpath=..').getAttribute('data-active')) === null) await this.press(field);
    const whole = this.#key(meant);
    if ((await whole.count()) > 0) await this.press(whole);
    else await this.digits(meant);
  }

  write(): Promise<void> {
    throw new Error('one switch has no letters');
  }

  #key(face: string): Locator {
    return this.#page.locator('.look-key', { hasText: new RegExp(`^${face}$`) });
  }

  #lit(wanted: Locator): Promise<'it' | 'its group' | 'another'> {
    return wanted.evaluate((element) => {
      const lit = document.querySelector('[data-scanned]');
      if (lit === element) return 'it';
      return lit?.contains(element) ? 'its group' : 'another';
    });
  }
}
