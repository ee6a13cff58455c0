import type { Browser, Locator } from 'playwright';
import { addDays, todayInTokyo } from '../../src/basics/index.ts';
import type { Content } from '../../src/content/index.ts';
import type { ScenarioInput } from '../../src/scenario/index.ts';
import { Finger } from '../browser/hands.ts';
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

/** From the tap on an answer to the next question, stored and painted, beside the same by hand. */
export const taps: Section = {
  name: 'taps',
  title: 'From a tap to the next question (real browser, answer strictly durable before it shows)',
  measure: (progress) =>
    withKiosk(async (browser, address) => {
      const content = catalogue();
      const input = withoutPapers(example('flows/examples/moving-in/family-of-four.yaml'));
      const byHand = await serveHandWritten();
      const figures: Figure[] = [];
      const details: Record<string, unknown> = {};
      try {
        for (const throttling of [4, 6]) {
          const kiosk: Tap[] = [];
          const hand: Tap[] = [];
          // In turns, so that what else the machine does meets both.
          while (kiosk.length < TAPS || hand.length < TAPS) {
            progress(`${throttling} × slower processor, ${kiosk.length} taps of ${TAPS}`);
            kiosk.push(...(await visit(browser, address, throttling, input, content)));
            hand.push(...(await wizard(browser, byHand.address, throttling)));
          }
          figures.push(...compared(throttling, kiosk, hand));
          details[`${throttling}`] = { kiosk, hand };
        }
      } finally {
        byHand.close();
      }
      return { figures, details };
    }),
};

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

class Thoughtful extends Finger {
  override async press(target: Locator): Promise<void> {
    await this.page.waitForTimeout(THOUGHT);
    await super.press(target);
  }
}

/** A whole visit; the taps that led to a question. */
async function visit(
  browser: Browser,
  address: string,
  throttling: number,
  input: ScenarioInput,
  content: Content,
): Promise<Tap[]> {
  const { page, close } = await freshPage(browser, throttling);
  await page.goto(address);
  const visitor = new Visitor(page, input, content, new Thoughtful(page));
  await visitor.live((screen) => screen === 'results');
  const questions = new Set(
    content.events.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.kind === 'group' ? part.questions.map(({ id }) => id) : [])),
    ),
  );
  const seen = await page.evaluate(() => globalThis.screensSeen);
  await close();
  return tapsIn(seen).filter(({ to }) => questions.has(to.split('.')[0] ?? ''));
}

/** The thirty questions by hand, a different answer each time. */
async function wizard(browser: Browser, address: string, throttling: number): Promise<Tap[]> {
  const { page, close } = await freshPage(browser, throttling);
  await page.goto(address);
  for (let question = 1; question <= 30; question++) {
    const choices = page.locator(`[data-screen=q${question}] input`);
    await choices.first().waitFor();
    await page.waitForTimeout(THOUGHT);
    await choices.nth(question % 3).click();
  }
  await page.locator('[data-screen=end]').waitFor();
  const seen = await page.evaluate(() => globalThis.screensSeen);
  await close();
  return tapsIn(seen).filter(({ to }) => to !== 'end');
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
