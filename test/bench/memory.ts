import type { CDPSession, Page } from 'playwright';
import { freshPage, withKiosk } from './kiosk.ts';
import type { Figure, Section } from './report.ts';
import { screen } from './start.ts';

const CASES = [0, 50, 100, 200];

/** What stays in the page after so many people: it runs for months. */
export const memory: Section = {
  name: 'memory',
  title: 'Memory after many cases in one page (JavaScript heap after a forced collection)',
  measure: (progress) =>
    withKiosk(async (browser, address) => {
      const { page, cdp, close } = await freshPage(browser, 1);
      await page.goto(address);
      await screen(page, 'attract');
      await liveThrough(page, 2); // what is loaded on first use belongs to the kiosk, not to a case
      const figures: Figure[] = [];
      let done = 0;
      let questions = 0;
      let first: number | undefined;
      for (const cases of CASES) {
        questions += await liveThrough(page, cases - done);
        done = cases;
        progress(`${done} cases`);
        const { heap, nodes, listeners } = await kept(cdp);
        first ??= heap;
        figures.push({
          what: `after ${cases} cases`,
          value: heap,
          unit: 'MB',
          note: `${heap >= first ? '+' : ''}${(heap - first).toFixed(2)} MB, ${nodes} nodes, ${listeners} listeners`,
        });
      }
      figures.push({
        what: 'questions answered in a case',
        value: questions / done,
        unit: '',
        note: 'each case from the first screen to its erasing; elsewhere, after 100 visits of 30 questions: by hand +0.03, React + XState +0.8, RJSF +6.1, SurveyJS +129 MB',
      });
      await close();
      return { figures };
    }),
};

async function kept(cdp: CDPSession): Promise<{ heap: number; nodes: number; listeners: number }> {
  for (let times = 0; times < 3; times++) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  return { heap: usedSize / 1e6, nodes, listeners: jsEventListeners };
}

/** Whole cases by the screens' own buttons, as fast as the page goes; resolves to the questions answered. */
async function liveThrough(page: Page, cases: number): Promise<number> {
  let questions = 0;
  for (let left = cases; left > 0; left -= 10) questions += await page.evaluate(pressThrough, Math.min(10, left));
  return questions;
}

/** Runs in the page. Answers what is offered first and can be answered by one press; what must be typed it does not know. */
async function pressThrough(cases: number): Promise<number> {
  const now = () => [...document.querySelectorAll('.look-frame')].at(-1);
  const name = () => now()?.getAttribute('data-screen') ?? '';
  const settled = async (before: string) => {
    for (let turns = 0; turns < 2000; turns++) {
      const screen = name();
      if (screen !== before && screen !== 'waiting' && screen !== '' && now()?.querySelector('h1')) return screen;
      await new Promise((turn) => setTimeout(turn, 4));
    }
    throw new Error(`nothing comes after ${before}`);
  };
  const press = (selector: string) => {
    const target = now()?.querySelector<HTMLElement>(selector);
    target?.click();
    return target !== null && target !== undefined;
  };
  const next = '.look-frame-footer > :last-child button';
  const answers = ['false', 'card', 'own', 'none', '0'].map((value) => `.look-frame-main input[value="${value}"]`);
  let questions = 0;
  const kinds = new Set<string>();
  let screen = await settled('');
  for (let ended = 0; ended < cases; ) {
    if (screen === 'attract') press('.look-choices label:first-child input');
    else if (screen === 'prepared') {
      press(next);
      ended++;
    } else if (
      screen.startsWith('stop') ||
      ['purpose', 'household', 'results', 'check'].includes(screen) ||
      screen.startsWith('cards')
    ) {
      press(next);
      if (screen.startsWith('stop')) ended++;
    } else {
      questions++;
      // The first ring of a date is its calendar, that of an address its towns: no answers.
      const offered =
        answers.some((answer) => press(answer)) ||
        press('.look-frame-main input[value=unknown]') ||
        press('.look-frame-main input[type=radio]');
      if (!offered) throw new Error(`no answer to ${screen}`);
    }
    screen = await settled(screen);
    // The first time a kind of answer is loaded the one before it is still there for a moment, hidden.
    if (kinds.size < kinds.add(screen).size) await new Promise((turn) => setTimeout(turn, 250));
  }
  return questions;
}
