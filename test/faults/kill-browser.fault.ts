import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action } from '../../src/case/index.ts';
import { DeadlyFinger, killedIn, LATEST, plain } from '../browser/deadly-finger.ts';
import { QuickFinger } from '../browser/hands.ts';
import { expectEventually } from '../browser/expect-eventually.ts';
import { type HubProcess, startHub } from '../browser/hub-process.ts';
import { draftIn, opened, outboxIn } from '../browser/kept-cases.ts';
import { type KioskBrowser, openProfile } from '../browser/killed-browser.ts';
import { traces } from '../browser/traces.ts';
import { Visitor } from '../browser/visitor.ts';
import { content, type Example } from '../flows/example-files.ts';
import { keptAtHub } from '../hub/through-kills.ts';
import { randomOf } from '../random.ts';
import { cardless, livable } from './livable.ts';
import { tell, times } from './toll.ts';

const root = mkdtempSync(path.join(tmpdir(), 'kakanai-kill-browser-'));
const profile = path.join(root, 'profile');
let hub: HubProcess;
beforeAll(async () => {
  hub = await startHub({ data: path.join(root, 'data') });
});
afterAll(async () => {
  await hub.kill();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

const FAULT = `SIGKILL of the browser within ${LATEST} ms of a tap, random cases of all life events`;
const kills = times(200);

/** What is on the disk: the case under way, and those that are sealed, by their ids. */
async function onDisk({ page }: KioskBrowser) {
  const left = await traces(page);
  const outbox = outboxIn(left);
  return { draft: await draftIn(left, hub), outbox, sealed: new Set(outbox.map(({ caseId }) => caseId)) };
}

/** Who comes next: somebody of any life event. */
class Turn {
  readonly random = randomOf(FAULT);
  example: Example = this.#drawn();
  named = new Map<string, string>();

  next(): void {
    this.example = this.#drawn();
    this.named = new Map();
  }

  /** Those who are here, with these hands. */
  visitor(browser: KioskBrowser, finger: QuickFinger): Visitor {
    return new Visitor(browser.page, cardless(this.example.input), content, finger, this.named);
  }

  get instant(): string {
    return `${this.example.input.date}T02:00:00Z`;
  }

  /** First an event, then one of its examples: each event comes as often as any other. */
  #drawn(): Example {
    const event = this.random.of([...new Set(livable.map(({ input }) => input.events[0]))]);
    return this.random.of(livable.filter(({ input }) => input.events[0] === event));
  }
}

test(
  'browser killed',
  async (context) => {
    const turn = new Turn();
    let stored: Action[] = [];
    let sealed = new Set<string>();
    /** Whether another screen than the one that was tapped on was seen after the tap. */
    let movedOn = false;
    let tappedOn = '';
    const toll = { kept: 0, lost: 0, doubled: 0 };
    const wrong: string[] = [];

    for (let kill = 0; ; kill++) {
      const browser = await openProfile(profile, hub.address, turn.instant);
      const quick = new QuickFinger(browser.page);
      let screen = await turn.visitor(browser, quick).past('');
      const told = `kill ${kill}, ${turn.example.name}, on ${tappedOn}, now ${screen}`;

      const found = await onDisk(browser);
      const isSealed = found.sealed.size > sealed.size;
      // What was there before the tap is there after the kill, and first.
      const there = isSealed ? await actionsIn(found, sealed) : found.draft;
      const lost =
        stored.filter(({ id }, place) => there[place]?.id !== id).length +
        [...sealed].filter((one) => !found.sealed.has(one)).length;
      // Who leaves the receipt answers nothing.
      const answerLost = movedOn && tappedOn !== 'prepared' && !isSealed && there.length <= stored.length;
      toll.lost += lost + (answerLost ? 1 : 0);
      const doubled =
        there.length - new Set(there.map(({ id }) => id)).size + repeatedSteps(there) - repeatedSteps(stored);
      toll.doubled += doubled + (found.outbox.length - found.sealed.size);
      toll.kept += stored.length;
      if (lost > 0 || answerLost || doubled > 0)
        wrong.push(`${told}: ${lost} lost, moved on: ${movedOn}, ${doubled} doubled`);
      // Killed before it was sealed and after the last answer was stored, the kiosk seals it now and shows its receipt.
      if (isSealed && !['attract', 'prepared'].includes(screen)) wrong.push(`${told}: the case is sealed`);
      if (isSealed) turn.next();
      if (kill === kills) {
        await turn.visitor(browser, quick).live((one) => one === 'prepared' || one === 'attract');
        await browser.close();
        break;
      }

      const act = async (finger: QuickFinger) => {
        if (screen === 'prepared') {
          turn.next();
          return finger.next();
        }
        // It is the day on which this example comes.
        if (screen === 'attract') await browser.page.clock.setFixedTime(turn.instant);
        return turn.visitor(browser, finger).act(screen);
      };
      for (let steps = turn.random.below(4); steps > 0; steps--) {
        await act(quick);
        screen = await turn.visitor(browser, quick).past(screen);
      }
      const before = await onDisk(browser);
      [stored, sealed] = [before.draft, before.sealed];
      const deadly = new DeadlyFinger(browser, turn.random() * LATEST);
      const shownBefore = browser.shown.length;
      await killedIn(act(deadly));
      tappedOn = screen;
      movedOn = browser.shown.slice(shownBefore).some((one) => one !== 'waiting' && plain(one) !== plain(screen));
    }

    // The hub replays what was sealed: an answer that is missing or there twice makes a task.
    const last = await openProfile(profile, hub.address, undefined, '/');
    const outbox = outboxIn(await traces(last.page));
    await expectEventually(async () => outboxIn(await traces(last.page)).length, 0, 120_000);
    await last.close();
    await hub.kill();
    const { cases, notWhole, flaws } = await keptAtHub({ data: hub.data });
    toll.lost += outbox.filter(({ caseId }) => !cases.includes(caseId)).length;
    toll.doubled += cases.length - new Set(cases).size;
    tell(context, { fault: FAULT, times: kills, of: `answers, ${cases.length} cases delivered`, ...toll });
    expect(wrong).toEqual([]);
    expect(toll).toMatchObject({ lost: 0, doubled: 0 });
    expect({ notWhole, flaws }).toEqual({ notWhole: [], flaws: [] });
  },
  60_000 + kills * 15_000,
);

/** The actions of the one case that was sealed since. */
async function actionsIn({ outbox }: Awaited<ReturnType<typeof onDisk>>, before: ReadonlySet<string>) {
  const fresh = outbox.filter(({ caseId }) => !before.has(caseId));
  const cases = await Promise.all(fresh.map(async (row) => (await opened(row, hub)).actions));
  return cases.flat();
}

/** How many steps were answered more than once, or passed more than once. Nobody here goes back. */
function repeatedSteps(actions: readonly Action[]): number {
  const steps = actions.flatMap((one) => ('step' in one ? [`${one.type} ${one.step}`] : []));
  return steps.length - new Set(steps).size;
}
