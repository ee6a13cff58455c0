import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { parse } from 'yaml';
import type { Content, Question } from '../../src/content/index.ts';
import { readInput, type ScenarioInput } from '../../src/scenario/index.ts';

type Said = string | number | boolean | readonly string[] | undefined;

/** Reads an example; throws with what is wrong in it. */
export function example(path: string): ScenarioInput {
  const input = readInput(parse(readFileSync(path, 'utf8')));
  if (!input.ok) throw new Error(`${path}: ${JSON.stringify(input.reason)}`);
  return input.value;
}

/**
 * An invented person in front of a kiosk: looks at the screen, answers what is asked from what they know, and nothing
 * else. Presses and types as a person would; knows the screens only by what they show.
 */
export class Visitor {
  readonly page: Page;
  readonly #input: ScenarioInput;
  readonly #content: Content;
  readonly #questions: ReadonlyMap<string, Question>;
  readonly screens: string[] = [];
  /** How a choice is made: by pointer, by keyboard, or by whatever a test brings. */
  press: (selector: string) => Promise<void>;

  constructor(page: Page, input: ScenarioInput, content: Content) {
    this.page = page;
    this.#input = input;
    this.#content = content;
    const parts = content.events.flatMap((event) => (input.events.includes(event.id) ? event.parts : []));
    this.#questions = new Map(parts.flatMap((part) => (part.kind === 'group' ? part.questions.map((one): [string, Question] => [one.id, one]) : [])));
    this.press = (selector) => page.locator(selector).first().click();
  }

  /** The key of the screen that is shown now, when it has settled. */
  async screen(): Promise<string> {
    const frame = this.page.locator('.look-frame').last();
    await frame.waitFor();
    return (await frame.getAttribute('data-screen')) ?? '';
  }

  /** Waits until another screen than this one is shown. */
  async past(screen: string): Promise<string> {
    await this.page.waitForFunction((before) => {
      const frames = [...document.querySelectorAll('.look-frame')];
      const now = frames.at(-1)?.getAttribute('data-screen');
      return now !== undefined && now !== null && now !== before && now !== 'waiting';
    }, screen);
    return this.screen();
  }

  next(): Promise<void> {
    return this.press('.look-frame-footer > :last-child button');
  }

  /** Lives the visit until a screen for which `until` holds. */
  async live(until: (screen: string) => boolean): Promise<string> {
    let screen = await this.past('');
    for (let turns = 0; turns < 200 && !until(screen); turns++) {
      this.screens.push(screen);
      await this.#handle(screen);
      screen = await this.past(screen);
    }
    return screen;
  }

  async #handle(screen: string): Promise<void> {
    if (screen === 'attract') return this.#attract();
    if (screen.startsWith('cards')) return this.#cards();
    if (['purpose', 'household', 'results', 'check'].includes(screen)) return this.next();
    return this.answer(screen);
  }

  #attract(): Promise<void> {
    const index = this.#content.events.findIndex((event) => event.id === this.#input.events[0]);
    return this.press(`.look-choices label:nth-child(${index + 1}) input`);
  }

  /** Lays the cards of all who have one, types each PIN, says whose the first is; then goes on. */
  async #cards(): Promise<void> {
    for (const [id, person] of Object.entries(this.#input.people)) {
      if (!person.card || person.card.oddity) continue;
      const name = String(this.#fact(id, 'name'));
      await this.page.locator('[data-screen^=cards] .look-choice', { hasText: name }).first().locator('input').click();
      await this.page.locator('[data-screen=cards-pin]').waitFor();
      await this.page.keyboard.type(person.card.pin, { delay: 60 });
      await this.page.keyboard.press('Enter');
      await this.page.waitForFunction((who) => [...document.querySelectorAll('[data-screen^=cards] .kiosk-lines li, [data-screen^=cards] .look-question p')].some((one) => one.textContent?.includes(who)), name);
      const mine = this.page.locator('.kiosk-buttons button').first();
      if (id === this.#visitor && (await mine.isVisible())) await mine.click();
      await this.page.locator('.kiosk-lines li', { hasText: name }).waitFor();
    }
    await this.next();
    // The card's screens are several; the last of them must be left before anybody looks at the next.
    await this.page.locator('.look-frame:not([data-screen^=cards])').first().waitFor();
  }

  /** Answers the question on the screen. */
  async answer(screen: string): Promise<void> {
    this.#heading = (await this.page.locator('.look-frame h1').last().textContent()) ?? '';
    const { question, subjects } = this.#asked(screen);
    const facts = question.facts.flatMap((id) => this.#content.facts.find((fact) => fact.id === id) ?? []);
    const [fact] = facts;
    if (!fact) throw new Error(`the screen ${screen} asks for nothing`);
    if (facts.length > 1) return this.#checklist(question);
    if (question.over !== undefined) return this.#tick(subjects.filter((id) => this.#fact(id, fact.id) === true), subjects.some((id) => this.#fact(id, fact.id) !== undefined));
    const said = this.#fact(subjects[0] ?? 'case', fact.id);
    if (said === undefined || said === 'unknown') return this.#dontKnow();
    switch (fact.type) {
      case 'people':
        return this.#tick(said as readonly string[], true);
      case 'person':
        return this.press(`.look-choice:has-text("${String(this.#fact(String(said), 'name'))}") input`);
      case 'date':
        return this.#date(String(said));
      case 'boolean':
      case 'choice':
      case 'number':
        return this.press(`.look-choices input[value="${String(said)}"]`);
      case 'phone':
      case 'digits':
        await this.page.locator('[data-keys=digits]').waitFor();
        await this.page.keyboard.type(String(said).replaceAll('-', ''), { delay: 20 });
        return this.next();
      case 'address':
        return this.#address(String(said));
      default:
        await this.page.locator('.look-frame-main input[type=text], .look-frame-main input:not([type])').first().fill(String(said));
        return this.next();
    }
  }

  #asked(screen: string): { question: Question; subjects: string[] } {
    const [first = '', second, third] = screen.split('.');
    if (first === 'details') return { question: { id: second ?? '', facts: [second ?? ''] }, subjects: [this.#exampleId(third)] };
    const question = this.#questions.get(first);
    if (!question) throw new Error(`the screen ${screen} is no question of this event`);
    return { question, subjects: second === undefined ? (question.over === undefined ? ['case'] : Object.keys(this.#input.people)) : [this.#exampleId(second)] };
  }

  /** On the screen people have names, not ids: whom a step is about stands in its heading; before that, it is their turn. */
  #exampleId(subject: string | undefined): string {
    if (subject === undefined || subject === 'case') return 'case';
    const known = this.#named.get(subject);
    if (known !== undefined) return known;
    const ids = Object.keys(this.#input.people);
    const taken = new Set(this.#named.values());
    const free = [this.#visitor, ...ids.filter((id) => id !== this.#visitor)].filter((id) => !taken.has(id));
    const found = free.find((id) => this.#heading.includes(String(this.#fact(id, 'name')))) ?? free[0] ?? '';
    this.#named.set(subject, found);
    return found;
  }
  readonly #named = new Map<string, string>();
  #heading = '';

  get #visitor(): string {
    return this.#input.visitor ?? Object.keys(this.#input.people)[0] ?? '';
  }

  #fact(subject: string, fact: string): Said {
    const facts = subject === 'case' ? this.#input.facts : this.#input.people[subject]?.facts;
    const given = facts?.[fact];
    const said = typeof given === 'object' && given !== null && 'value' in given ? given.value : given;
    return said as Said;
  }

  async #tick(people: readonly string[], known: boolean): Promise<void> {
    if (!known) return this.#dontKnow();
    if (people.length === 0) return this.press('.look-choices input[value=none]');
    const all = this.page.locator('.look-choices input[value=all]');
    const shown = await this.page.locator('.look-frame-main input[type=checkbox]').count();
    if (shown === people.length && (await all.count()) > 0) return this.press('.look-choices input[value=all]');
    for (const id of people) await this.press(`.look-choice:has-text("${String(this.#fact(id, 'name'))}") input`);
    if (shown > 0) await this.next();
  }

  async #checklist(question: Question): Promise<void> {
    const subjects = question.over === undefined ? ['case'] : Object.keys(this.#input.people);
    const items = question.facts.filter((fact) => subjects.some((subject) => this.#fact(subject, fact) === true));
    const known = question.facts.some((fact) => subjects.some((subject) => this.#fact(subject, fact) !== undefined));
    if (!known) return this.#dontKnow();
    if (items.length === 0) return this.press('.look-choices input[value=none]');
    for (const item of items) {
      await this.press(`.answer-items > label input[value="${item}"]`);
      const whom = this.page.locator(`[data-whom="${item}"]`);
      if ((await whom.count()) === 0) continue;
      for (const subject of subjects) {
        if (this.#fact(subject, item) === true) await this.press(`[data-whom="${item}"] .look-choice:has-text("${String(this.#fact(subject, 'name'))}") input`);
      }
    }
    await this.next();
  }

  #dontKnow(): Promise<void> {
    return this.press('.look-frame-main input[value=unknown], .look-frame-main input[value="?"]');
  }

  async #date(date: string): Promise<void> {
    const pick = this.page.locator(`.look-frame-main input[value="${date}"]`);
    if ((await pick.count()) > 0) return pick.first().click();
    const [year = '', month = '', day = ''] = date.split('-');
    const fields = this.page.locator('.look-frame-main input[inputmode]');
    for (const [index, part] of [year, month, day].entries()) await fields.nth(index).fill(String(Number(part)));
    await this.next();
  }

  async #address(address: string): Promise<void> {
    const field = this.page.locator('.look-frame-main input[type=text], .look-frame-main input:not([type]):not([inputmode])').first();
    await field.fill(address.replace(/^見本県みほん市/, ''));
    await this.next();
  }
}
