import type { Browser, Locator, Page } from 'playwright';
import { addDays, todayInTokyo } from '../../src/basics/index.ts';
import type { ScenarioInput } from '../../src/scenario/index.ts';
import { BETWEEN_DIGITS, Finger } from '../browser/hands.ts';
import { example, Visitor } from '../browser/visitor.ts';
import { catalogue } from '../flows/catalogue.ts';
import { serveHandWritten } from './hand-written-server.ts';
import { freshPage, withKiosk } from './kiosk.ts';
import type { Figure, Section } from './report.ts';
import { median, quantile } from './statistics.ts';
import type { ScreenSeen } from './watch-screens.ts';

const TAPS = 60;
/** Nobody presses at once; what the page does after a screen has come is over by then. Milliseconds. */
const THOUGHT = 300;

/** Milliseconds between a press and the next screen, painted. */
interface Tap {
  to: string;
  took: number;
}

/**
 * From the tap on an answer to the next question, stored and painted, beside the same by hand. A kiosk's page stays open
 * for days: each page has had one visit before it is measured, and what a page costs that has had none is told besides.
 */
export const taps: Section = {
  name: 'taps',
  title: 'From a tap to the next question (real browser, answer strictly durable before it shows)',
  measure: (progress) =>
    withKiosk(async (browser, address) => {
      const byHand = await serveHandWritten();
      try {
        const kiosk = await visitsOf(browser, address);
        const hand = await wizardOf(browser, byHand.address);
        progress('one visit before');
        await kiosk.live();
        await hand.live();
        const figures: Figure[] = [];
        const details: Record<string, unknown> = {};
        for (const throttling of [4, 6]) {
          const [ours, theirs]: [Tap[], Tap[]] = [[], []];
          await kiosk.throttle(throttling);
          await hand.throttle(throttling);
          // In turns, so that what else the machine does meets both.
          while (ours.length < TAPS || theirs.length < TAPS) {
            progress(`${throttling} × slower processor, ${ours.length} taps of ${TAPS}`);
            ours.push(...(await kiosk.live()));
            theirs.push(...(await hand.live()));
          }
          figures.push(...compared(throttling, ours, theirs));
          details[`${throttling}`] = { kiosk: ours, hand: theirs };
        }
        progress('a page that has had no visit');
        const [fresh, freshByHand] = [await visitsOf(browser, address), await wizardOf(browser, byHand.address)];
        await fresh.throttle(6);
        await freshByHand.throttle(6);
        figures.push(
          figure('6 ×: kiosk, first visit of its page, median', await fresh.live()),
          figure('6 ×: by hand, first visit of its page, median', await freshByHand.live()),
        );
        return { figures, details };
      } finally {
        byHand.close();
      }
    }),
};

const figure = (what: string, of: readonly Tap[]): Figure => ({
  what,
  value: median(of.map(({ took }) => took)),
  unit: 'ms',
  note: `${of.length} taps`,
});

function compared(throttling: number, kiosk: readonly Tap[], hand: readonly Tap[]): Figure[] {
  const [ours, theirs] = [kiosk, hand].map((of) => of.map(({ took }) => took)) as [number[], number[]];
  const six = throttling === 6;
  const p95 = (of: readonly number[]) => quantile(of, 0.95);
  return [
    {
      what: `${throttling} ×: kiosk, median`,
      value: median(ours),
      unit: 'ms',
      note: `${ours.length} taps of a family of four without cards or certificate`,
    },
    { what: `${throttling} ×: kiosk, 95 of 100 within`, value: p95(ours), unit: 'ms' },
    { what: `${throttling} ×: by hand, median`, value: median(theirs), unit: 'ms', note: `${theirs.length} taps` },
    { what: `${throttling} ×: by hand, 95 of 100 within`, value: p95(theirs), unit: 'ms' },
    {
      what: `${throttling} ×: kiosk to by hand, median`,
      value: median(ours) / median(theirs),
      unit: '×',
      ...(six ? { aim: 'at most 1.6, better 1.3' } : {}),
    },
    {
      what: `${throttling} ×: kiosk to by hand, 95 of 100`,
      value: p95(ours) / p95(theirs),
      unit: '×',
      ...(six
        ? {
            note: 'measured elsewhere, median/95: by hand 35/68, React + XState 55/97, RJSF 66/129, SurveyJS 111/188, Form.io 148/195 ms',
          }
        : {}),
    },
  ];
}

/** A finger that thinks first, and then presses without a look at what lies above the target: nobody else does. */
class Thoughtful extends Finger {
  override async press(target: Locator): Promise<void> {
    await this.page.waitForTimeout(THOUGHT);
    await pressAt(this.page, target);
  }

  override digits(digits: string): Promise<void> {
    return this.page.keyboard.type(digits, { delay: BETWEEN_DIGITS });
  }
}

async function pressAt(page: Page, target: Locator): Promise<void> {
  const one = target.first();
  await one.scrollIntoViewIfNeeded();
  const box = await one.boundingBox();
  if (!box) throw new Error('what is to be pressed is not there');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

/** A page in which one visit follows the other. */
interface Visits {
  throttle(rate: number): Promise<void>;
  /** One visit from the first screen to its end; the taps that led to a question. */
  live(): Promise<Tap[]>;
}

async function visitsOf(browser: Browser, address: string): Promise<Visits> {
  const { page, cdp } = await freshPage(browser, 1);
  await page.goto(address);
  const content = catalogue();
  const input = withoutPapers(example('flows/examples/moving-in/family-of-four.yaml'));
  const questions = new Set(
    content.events.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.kind === 'group' ? part.questions.map(({ id }) => id) : [])),
    ),
  );
  return {
    throttle: async (rate) => {
      await cdp.send('Emulation.setCPUThrottlingRate', { rate });
    },
    live: async () => {
      await page.locator('[data-screen=attract] h1').waitFor();
      const before = await page.evaluate(() => globalThis.screensSeen.length);
      const visitor = new Visitor(page, input, content, new Thoughtful(page));
      await visitor.live((screen) => screen === 'prepared');
      const seen = await page.evaluate((from) => globalThis.screensSeen.slice(from), before);
      await visitor.next();
      return tapsIn(seen).filter(({ to }) => questions.has(to.split('.')[0] ?? ''));
    },
  };
}

/** The thirty questions by hand, a different answer each time. */
async function wizardOf(browser: Browser, address: string): Promise<Visits> {
  const { page, cdp } = await freshPage(browser, 1);
  await page.goto(address);
  return {
    throttle: async (rate) => {
      await cdp.send('Emulation.setCPUThrottlingRate', { rate });
    },
    live: async () => {
      const before = await page.evaluate(() => globalThis.screensSeen.length);
      for (let question = 1; question <= 30; question++) {
        const choices = page.locator(`[data-screen=q${question}] input`);
        await choices.first().waitFor();
        await page.waitForTimeout(THOUGHT);
        await pressAt(page, choices.nth(question % 3));
      }
      await page.locator('[data-screen=end]').waitFor();
      const seen = await page.evaluate((from) => globalThis.screensSeen.slice(from), before);
      await pressAt(page, page.locator('[data-screen=end] button'));
      return tapsIn(seen).filter(({ to }) => to !== 'end');
    },
  };
}

const tapsIn = (seen: readonly ScreenSeen[]): Tap[] =>
  seen.flatMap(({ screen, painted, pressed }) => (pressed === null ? [] : [{ to: screen, took: painted - pressed }]));

/** The same people with empty hands, who moved last week as the clock here has it. */
function withoutPapers(told: ScenarioInput): ScenarioInput {
  const { certificate: _certificate, ...input } = told;
  const today = todayInTokyo(new Date());
  const people = Object.fromEntries(
    Object.entries(input.people).map(([id, { card: _card, ...person }]) => [id, person]),
  );
  return {
    ...input,
    people,
    facts: { ...input.facts, 'move-date': addDays(today, -6), 'planned-out-date': addDays(today, -6) },
  };
}
