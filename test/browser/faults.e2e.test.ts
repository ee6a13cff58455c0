import type { Page, Route } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CardGallery } from '../../src/protocol/index.ts';
import type { Words } from '../../src/wording/index.ts';
import { expectEventually } from './expect-eventually.ts';
import { fillDisk } from './full-disk.ts';
import { QuickFinger } from './hands.ts';
import { draftIn } from './kept-cases.ts';
import { heading, type KioskOptions, type Office, openOffice, shows } from './office.ts';
import { traces } from './traces.ts';
import { example, Visitor } from './visitor.ts';
import { wordsIn } from './words.ts';

const couple = example('flows/examples/moving-in/couple.yaml');
const family = example('flows/examples/moving-in/family-of-four.yaml');

let office: Office;
let words: Words;
beforeAll(async () => {
  [office, words] = await Promise.all([openOffice(), wordsIn('ja')]);
});
afterAll(() => office.close());

/** A kiosk at which the couple has come as far as this screen. */
async function kioskAt(screen: string, options: KioskOptions = {}) {
  const kiosk = await office.kiosk({ at: '2026-11-13T02:00:00Z', ...options });
  const visitor = new Visitor(kiosk.page, couple, office.content, new QuickFinger(kiosk.page));
  await visitor.live((one) => one.startsWith(screen));
  return { ...kiosk, visitor };
}

const main = (page: Page) => page.locator('.look-frame-main').last().innerText();
const again = (page: Page) => page.locator('.look-frame-footer > :last-child button').click();
const draft = async (page: Page) => draftIn(await traces(page), office.hub);

describe.concurrent('storage', () => {
  test('a full disk in the middle of a visit is told; with room again it goes on at the same question, nothing lost', async () => {
    const { address: origin } = office.hub;
    const { page, visitor, close } = await kioskAt('home-kind', {
      prepare: async (context, one) => {
        const browser = await context.newCDPSession(one);
        await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
      },
    });
    const before = await draft(page);
    await fillDisk(page);
    await visitor.act('home-kind');
    await shows(page, 'trouble-full');
    expect(await heading(page)).toBe(words.plain('trouble.disk-full.title'));
    expect(await main(page)).toContain(words.plain('trouble.disk-full.text'));
    await again(page);
    await shows(page, 'home-kind');
    const browser = await page.context().newCDPSession(page);
    await browser.send('Storage.overrideQuotaForOrigin', { origin });
    await visitor.act('home-kind');
    await visitor.past('home-kind');
    const after = await draft(page);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length).map(({ type }) => type)).toEqual(['answered']);
    await close();
  });

  test('a browser that stores nothing is told before anybody answers anything', async () => {
    const { page, close } = await office.kiosk({
      before: `IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); };`,
    });
    await shows(page, 'trouble-refused');
    expect(await heading(page)).toBe(words.plain('trouble.storage-refused.title'));
    await close();
  });

  test('a second tab is told that the kiosk is open already, and takes over when the first is closed', async () => {
    const { page, close } = await kioskAt('out-notice');
    const second = await page.context().newPage();
    await second.clock.setFixedTime('2026-11-13T02:00:00Z');
    await second.goto(office.hub.address);
    await shows(second, 'trouble-second-tab');
    expect(await heading(second)).toBe(words.plain('trouble.second-tab.title'));
    expect(await shows(page, 'out-notice')).toBe('out-notice');
    await page.close();
    await again(second);
    await shows(second, 'out-notice');
    await close();
  });

  test('back, forward and reload of the browser, in the middle of a visit, lead to the same question', async () => {
    const { page, visitor, close } = await kioskAt('movers');
    const before = await draft(page);
    await page.reload();
    await shows(page, 'movers');
    await page.goBack();
    await page.goForward();
    await shows(page, 'movers');
    expect(await draft(page)).toEqual(before);
    await visitor.act('movers');
    expect(await visitor.past('movers')).toBe('has-card');
    await close();
  });

  test('a case whose key is gone is told, cannot be read by anybody, and does not stand in the way', async () => {
    const { page, close } = await kioskAt('movers');
    const [row] = (await traces(page)).databases.find(({ name }) => name === 'kakanai')?.rows.drafts ?? [];
    const { key } = row as { key: string };
    await fetch(`${office.hub.address}/device/keys/${key}`, { method: 'DELETE' });
    await page.reload();
    await shows(page, 'trouble-key-lost');
    expect(await heading(page)).toBe(words.plain('trouble.key-lost.title'));
    await again(page);
    await shows(page, 'attract');
    expect((await traces(page)).databases.map(({ name }) => name)).toEqual(['kakanai', 'kakanai-device']);
    await close();
  });
});

describe.concurrent('card', () => {
  /** A kiosk where the family lays its cards; `change` makes a card of the gallery behave oddly. */
  async function cardsAt(change: (card: CardGallery['cards'][number]) => void = () => {}) {
    const kiosk = await office.kiosk({
      at: '2026-11-20T02:00:00Z',
      prepare: async (_, page) => {
        await page.route('**/demo/cards', async (route) => {
          const answer = await route.fetch();
          const gallery = (await answer.json()) as CardGallery;
          for (const card of gallery.cards) change(card);
          await route.fulfill({ response: answer, json: gallery });
        });
      },
    });
    const visitor = new Visitor(kiosk.page, family, office.content, new QuickFinger(kiosk.page));
    await visitor.live((screen) => screen === 'cards');
    const lay = (name: string) => kiosk.page.locator('.look-choice', { hasText: name }).locator('input').click();
    const pin = async (digits: string) => {
      await shows(kiosk.page, 'cards-pin');
      await kiosk.page.keyboard.type(digits);
      await kiosk.page.keyboard.press('Enter');
    };
    return { ...kiosk, visitor, lay, pin };
  }

  test('a wrong PIN is told with the tries that are left, the last one only on demand, and the visit goes on without', async () => {
    const { page, visitor, lay, pin, close } = await cardsAt();
    await lay('例示 太郎');
    await pin('0000');
    await page.getByText(words.plain('card.pin.tries', { count: 2 })).waitFor();
    expect(await main(page)).toContain(words.plain('card.wrong.title'));
    await pin('0000');
    await shows(page, 'cards-last-try');
    expect(await main(page)).toContain(words.plain('card.wrong.title'));
    expect(await main(page)).toContain(words.plain('card.last-try.title'));
    await page.getByRole('button', { name: words.plain('card.last-try.go') }).click();
    await pin('0000');
    await shows(page, 'cards-locked');
    expect(await main(page)).toMatch(
      new RegExp(`${words.plain('card.locked.title')}|${words.plain('card.locked-now.title')}`),
    );
    await visitor.next();
    await shows(page, 'cards-other-ways');
    await visitor.next();
    expect(await visitor.past('cards')).toBe('household');
    await close();
  });

  test('a card pulled away too early is told, and laid again it is read, once', async () => {
    const { page, lay, pin, close } = await cardsAt(({ label, card }) => {
      if (label === '例示 太郎') card.behaviour = { removeAfterCommands: 5 };
    });
    await lay('例示 太郎');
    await shows(page, 'cards-failed');
    expect(await main(page)).toContain(words.plain('card.removed.title'));
    await lay('例示 花子');
    await shows(page, 'cards-pin');
    await lay('例示 太郎');
    await pin('4788');
    await page.getByRole('button', { name: words.plain('card.whose.mine') }).click();
    await page.locator('.kiosk-lines li', { hasText: '例示 太郎' }).waitFor();
    const recorded = (await draft(page)).filter(({ type }) => type === 'recorded');
    expect(recorded.filter((one) => JSON.stringify(one).includes('"source":"card"'))).toHaveLength(1);
    await close();
  });

  test('a card exchanged for another while it is read leaves nothing of the first', async () => {
    const { page, lay, pin, close } = await cardsAt(({ label, card }) => {
      if (label === '例示 太郎') card.behaviour = { slow: 15 };
    });
    await lay('例示 太郎');
    await pin('4788');
    await shows(page, 'cards-reading');
    await lay('例示 花子');
    await pin('6565');
    await page.getByText(words.plain('card.whose')).waitFor();
    expect(await main(page)).toContain('例示 花子');
    expect(JSON.stringify(await draft(page))).not.toContain('太郎');
    await close();
  });

  test('what is no My Number card is called what it is', async () => {
    const { page, lay, close } = await cardsAt(({ label, card }) => {
      if (label === '例示 太郎') card.behaviour = { transit: true };
      if (label === '例示 花子') card.behaviour = { phone: 'android' };
      if (label === '例示 空') card.behaviour = { residentCard: true };
      if (label === '例示 海') card.behaviour = { triesLeft: { pin: 0 } };
    });
    const cases = [
      ['例示 太郎', 'card.felica.title'],
      ['例示 花子', 'card.phone.title'],
      ['例示 空', 'card.resident-card.title'],
      ['例示 海', 'card.locked.title'],
    ] as const;
    for (const [name, told] of cases) {
      await lay(name);
      await expectEventually(async () => (await main(page)).includes(words.plain(told)), true);
    }
    await close();
  });
});

describe.concurrent('hub', () => {
  const changed = async (route: Route) => {
    try {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: `${await answer.text()} ` });
    } catch {
      // Asked for in the background just when the test was over; one that is not over misses what it waits for.
    }
  };
  const gone = (route: Route) => route.abort('connectionrefused');

  test.each([
    ['a hub that does not answer', '**/device/hub.json', gone, 'hub-unreachable'],
    ['content with other bytes than were signed', '**/content/*/content.json', changed, 'content-broken'],
    ['texts with other bytes than were signed', '**/content/*/texts.ja.json', changed, 'content-broken'],
    ['a list of content that somebody changed', '**/content/current.json', changedManifest, 'content-broken'],
  ] as const)('%s is told at the start, and tried again on demand', async (_, address, answer, trouble) => {
    const { page, close } = await office.kiosk({ prepare: (__, one) => one.route(address, answer) });
    await shows(page, `trouble-${trouble}`);
    expect(await heading(page)).toBe(words.plain(`trouble.${trouble}.title`));
    await page.unroute(address);
    await again(page);
    await shows(page, 'attract');
    await close();
  });

  test('a register that does not answer costs nobody the visit', async () => {
    const { page, visitor, close } = await kioskAt('cards');
    await page.route('**/register/**', gone);
    expect(await visitor.live((screen) => screen === 'movers')).toBe('movers');
    await close();
  });

  test('a language whose texts do not come leaves the visit as it was', async () => {
    const { page, close } = await kioskAt('out-notice', {
      prepare: (_, one) => one.route('**/texts.en.json', changed),
    });
    const before = await heading(page);
    await page.locator('.look-frame-controls button').last().click();
    await page.locator('dialog .look-choice', { hasText: 'English' }).locator('input').click();
    await page.getByText(words.plain('language.failed')).waitFor();
    expect(await heading(page)).toBe(before);
    expect(await page.locator('html').getAttribute('lang')).toBe('ja');
    await close();
  });
});

async function changedManifest(route: Route): Promise<void> {
  const answer = await route.fetch();
  const manifest = (await answer.json()) as { label: string };
  await route.fulfill({ response: answer, json: { ...manifest, label: `${manifest.label}x` } });
}
