import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright';
import { expect } from 'vitest';
import type { Action } from '../../src/case/index.ts';
import { QuickFinger } from './hands.ts';
import type { KioskBrowser } from './killed-browser.ts';

/** The latest moment after a tap at which a browser is killed, in milliseconds. */
export const LATEST = 50;

class Killed extends Error {}

/** Kills the browser so many milliseconds after its first tap. */
export class DeadlyFinger extends QuickFinger {
  readonly #browser: KioskBrowser;
  readonly #after: number;

  constructor(browser: KioskBrowser, after: number) {
    super(browser.page);
    this.#browser = browser;
    this.#after = after;
  }

  override async press(target: Locator): Promise<void> {
    await target.first().click({ trial: true });
    const box = await target.first().boundingBox();
    if (!box) throw new Error('there is nothing to press');
    const { mouse } = this.page;
    await mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await mouse.down();
    const tapped = mouse.up().catch(() => undefined);
    await sleep(this.#after);
    await this.#browser.kill();
    await tapped;
    throw new Killed();
  }
}

/** Waits for the end that a deadly finger makes of what it does. */
export async function killedIn(deed: Promise<void>): Promise<void> {
  await deed.catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
}

/** Actions without what differs from visit to visit: ids, instants, and the names that people have in one case only. */
export function said(actions: readonly Action[]): unknown[] {
  expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
  const names = new Map<string, string>();
  return actions.map(
    (action) =>
      JSON.parse(
        JSON.stringify({ ...action, id: '', at: '' }).replaceAll(
          /[0-9a-f]{8}-[0-9a-f-]{27}|\bp[0-9a-f]{32}\b/g,
          (id) => {
            if (!names.has(id)) names.set(id, `id ${names.size}`);
            return names.get(id) ?? '';
          },
        ),
      ) as unknown,
  );
}

/** The key of a screen without the id of a person. */
export const plain = (screen: string): string => screen.replace(/^cards.*/, 'cards').replace(/\.[0-9a-f-]{36}$/, '');
