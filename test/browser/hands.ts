import type { Locator, Page } from 'playwright';

/** How somebody works a kiosk. A visitor decides what to press; the hands find the way there. */
export interface Hands {
  press(target: Locator): Promise<void>;
  /** The button that goes on, at its fixed place. */
  next(): Promise<void>;
  /** Digits into the pad on the screen. */
  digits(digits: string): Promise<void>;
  /** One part of a date: its field, and the number meant. */
  part(field: Locator, number: string): Promise<void>;
  /** Words, from whatever writes words here. */
  write(field: Locator, text: string): Promise<void>;
}

/** Longer than the time in which the same key is taken for a shaking hand. */
export const BETWEEN_DIGITS = 130;

/** Longer than the time in which a second press is taken for a shaking hand. */
export const BETWEEN_PRESSES = 300;

export const nextButton = (page: Page): Locator => page.locator('.look-frame-footer > :last-child button').last();

/** Presses the button that goes on, as somebody does who has pressed it just before. */
export async function pressNextAgain(page: Page): Promise<void> {
  await page.waitForTimeout(BETWEEN_PRESSES);
  await nextButton(page).click();
}

/** A finger: presses what it sees, digits among them. Words come from the keyboard of the kiosk. */
export class Finger implements Hands {
  protected readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  press(target: Locator): Promise<void> {
    return target.first().click();
  }

  next(): Promise<void> {
    return this.press(nextButton(this.page));
  }

  async digits(digits: string): Promise<void> {
    for (const digit of digits) {
      await this.press(this.#key(digit));
      await this.page.waitForTimeout(digits.includes(digit.repeat(2)) ? BETWEEN_DIGITS : BETWEEN_DIGITS / 2);
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

  async write(field: Locator, text: string): Promise<void> {
    await this.press(field);
    await field.fill(text);
  }

  #key(face: string): Locator {
    return this.page.locator('.look-key', { hasText: new RegExp(`^${face}$`) });
  }
}

/** A finger in a hurry, where it is not the visit that is tried: what is typed goes in at once. */
export class QuickFinger extends Finger {
  override async digits(digits: string): Promise<void> {
    await this.page.keyboard.type(digits);
  }

  override part(field: Locator, number: string): Promise<void> {
    return field.fill(String(Number(number)));
  }

  override write(field: Locator, text: string): Promise<void> {
    return field.fill(text);
  }
}
