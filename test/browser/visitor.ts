import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright';
import { parse } from 'yaml';
import type { Content, Question } from '../../src/content/index.ts';
import { readInput, type ScenarioInput } from '../../src/scenario/index.ts';
import { BETWEEN_PRESSES, Finger, type Hands } from './hands.ts';

type Said = string | number | boolean | readonly string[] | undefined;

/** Reads an example; throws with what is wrong in it. */
export function example(path: string): ScenarioInput {
  const input = readInput(parse(readFileSync(path, 'utf8')));
  if (!input.ok) throw new Error(`${path}: ${JSON.stringify(input.reason)}`);
  return input.value;
}

/**
 * An invented person in front of a kiosk: looks at the screen, answers what is asked from what they know, and nothing
 * else. Knows the screens only by what they show; presses and types with whatever hands a test brings.
 */
export class Visitor {
  readonly page: Page;
  readonly hands: Hands;
  /** The screens that were acted on, one after the other. */
  readonly screens: string[] = [];
  /** Looks at each screen before anything is done on it. */
  watch: (screen: string) => Promise<void> = () => Promise.resolve();
  /** Somebody whose name is never asked, because the screen calls them something: recognised by that alone. */
  knownByName: string | undefined;
  readonly #input: ScenarioInput;
  readonly #content: Content;
  readonly #questions: ReadonlyMap<string, Question>;
  /** Who is who: the person of the example behind each id of the case. */
  readonly named: Map<string, string>;
  #heading = '';

  /** `named`: what another visitor of the same example knows of this visit. */
  constructor(
    page: Page,
    input: ScenarioInput,
    content: Content,
    hands: Hands = new Finger(page),
    named = new Map<string, string>(),
  ) {
    this.page = page;
    this.named = named;
    this.hands = hands;
    this.#input = input;
    this.#content = content;
    const parts = content.events.flatMap((event) => (input.events.includes(event.id) ? event.parts : []));
    const questions = parts.flatMap((part) => (part.kind === 'group' ? part.questions : []));
    this.#questions = new Map(questions.map((one) => [one.id, one]));
  }

  /** The key of the screen that is shown now. The card has several screens that count as one. */
  async screen(): Promise<string> {
    const frame = this.page.locator('.look-frame').last();
    await frame.waitFor();
    const shown = (await frame.getAttribute('data-screen')) ?? '';
    return shown.startsWith('cards') ? 'cards' : shown;
  }

  /** Waits until another screen than this one is shown. */
  async past(screen: string): Promise<string> {
    await this.page.waitForFunction((before) => {
      const now = [...document.querySelectorAll('.look-frame')].at(-1)?.getAttribute('data-screen') ?? 'waiting';
      const same = now === before || (before === 'cards' && now.startsWith('cards'));
      return !same && now !== 'waiting';
    }, screen);
    return this.screen();
  }

  next(): Promise<void> {
    return this.hands.next();
  }

  /** Lives the visit until a screen for which `until` holds, which is looked at too. */
  async live(until: (screen: string) => boolean): Promise<string> {
    let screen = await this.past('');
    for (let turns = 0; turns < 200 && !until(screen); turns++) {
      this.screens.push(screen);
      await this.watch(screen);
      await this.act(screen);
      screen = await this.past(screen);
    }
    await this.watch(screen);
    return screen;
  }

  /** Does on a screen what belongs there. */
  async act(screen: string): Promise<void> {
    if (screen === 'attract') return this.#attract();
    if (screen === 'cards') return this.#cards();
    if (screen === 'household') return this.#household();
    if (['purpose', 'results', 'check'].includes(screen)) return this.next();
    return this.answer(screen);
  }

  #attract(): Promise<void> {
    this.named.clear();
    const index = this.#content.events
      .toSorted((a, b) => a.place - b.place)
      .findIndex((event) => event.id === this.#input.events[0]);
    return this.hands.press(this.page.locator('.look-choices input').nth(index));
  }

  /** Lays the cards of all who have one; then goes on. */
  async #cards(): Promise<void> {
    for (const [id, person] of Object.entries(this.#input.people)) {
      if (person.card && !person.card.oddity) await this.layCard(id);
    }
    await this.next();
    // Without a card it is asked in which other way.
    const ways = this.page.locator('[data-screen=cards-other-ways]');
    const gone = this.page.locator('.look-frame:not([data-screen^=cards])');
    await ways.or(gone).first().waitFor();
    if ((await ways.count()) > 0) await this.next();
  }

  /** Lays one card, gives its PIN, and says of the first that it is the visitor's. */
  async layCard(id: string): Promise<void> {
    const { card } = this.#input.people[id] ?? {};
    const name = this.#name(id);
    await this.placeCard(id);
    await this.watch('cards-pin');
    await this.hands.digits(card?.pin ?? '');
    await this.hands.press(this.page.locator('.look-frame-main .look-button[data-kind=primary]'));
    const read = this.page.locator('[data-screen^=cards] .kiosk-lines li', { hasText: name });
    const whose = this.page.locator('[data-screen^=cards] .look-question', { hasText: name });
    await read.or(whose).first().waitFor();
    if (id === this.#visitor && (await whose.count()) > 0) {
      await this.watch('cards-whose');
      await this.hands.press(this.page.locator('.kiosk-buttons button'));
    }
    await read.waitFor();
  }

  /** Lays a card and waits until its PIN is asked. */
  async placeCard(id: string): Promise<void> {
    const pin = this.#input.people[id]?.card?.pin ?? '';
    const choices = this.page.locator('[data-screen^=cards] .look-choice', { hasText: this.#name(id) });
    await this.hands.press(choices.filter({ hasText: pin }).locator('input'));
    await this.page.locator('[data-screen=cards-pin]').waitFor();
  }

  async #household(): Promise<void> {
    const people = this.page.locator('.kiosk-people > li');
    // With a certificate the family comes by itself, once the visitor is known by a card.
    const expected = Object.keys(this.#input.people).length;
    if (this.#input.certificate && this.#input.people[this.#visitor]?.card) await people.nth(expected - 1).waitFor();
    for (let shown = await people.count(); shown < expected; shown++) {
      await this.hands.press(this.page.locator('.look-frame-main > .look-button'));
      await people.nth(shown).waitFor();
      await this.page.waitForTimeout(BETWEEN_PRESSES);
    }
    await this.next();
  }

  /** Answers the question on the screen. */
  async answer(screen: string): Promise<void> {
    this.#heading = (await this.page.locator('.look-frame h1').last().textContent()) ?? '';
    const { question, subjects } = this.#asked(screen);
    const facts = question.facts.flatMap((id) => this.#content.facts.find((fact) => fact.id === id) ?? []);
    const [fact] = facts;
    if (!fact) throw new Error(`the screen ${screen} asks for nothing`);
    if (facts.length > 1) return this.#checklist(question);
    if (question.over !== undefined) {
      const known = subjects.some((id) => this.#fact(id, fact.id) !== undefined);
      return this.#tick(known ? subjects.filter((id) => this.#fact(id, fact.id) === true) : undefined);
    }
    const said = this.#fact(subjects[0] ?? 'case', fact.id);
    if (said === undefined || said === 'unknown') return this.#dontKnow();
    switch (fact.type) {
      case 'people':
        return this.#tick(said as readonly string[]);
      case 'person':
        return this.hands.press(this.#choiceOf(String(said)));
      case 'date':
      case 'partial-date':
        return this.#date(String(said));
      case 'boolean':
      case 'choice':
      case 'number':
        return this.hands.press(this.#main(`.look-choices input[value="${String(said)}"]`));
      case 'phone':
      case 'digits':
        await this.#main('[data-keys=digits]').waitFor();
        await this.hands.digits(dialled(String(said)));
        return this.next();
      case 'address':
        await this.#typeAddress();
        await this.hands.write(this.#textField(), String(said).replace(/^(見本県)?みほん市/, ''));
        return this.next();
      default:
        await this.hands.write(this.#textField(), String(said));
        return this.next();
    }
  }

  /** Where the towns are listed: writes the address without the list. */
  async #typeAddress(): Promise<void> {
    const withoutList = this.#main('.answer-typed > div > .look-button').last();
    await this.#textField().or(withoutList).first().waitFor();
    if (await this.#textField().isVisible()) return;
    await this.hands.press(withoutList);
    await this.#textField().waitFor();
  }

  #asked(screen: string): { question: Question; subjects: string[] } {
    const [first = '', second, third] = screen.split('.');
    if (first === 'details')
      return { question: { id: second ?? '', facts: [second ?? ''] }, subjects: [this.#exampleId(third)] };
    const question = this.#questions.get(first);
    if (!question) throw new Error(`the screen ${screen} is no question of this event`);
    const everybody = question.over === undefined ? ['case'] : Object.keys(this.#input.people);
    return { question, subjects: second === undefined ? everybody : [this.#exampleId(second)] };
  }

  /** On the screen people have names, not ids: whom a step is about stands in its heading; before that, it is their turn. */
  #exampleId(subject: string | undefined): string {
    if (subject === undefined || subject === 'case') return 'case';
    const known = this.named.get(subject);
    if (known !== undefined) return known;
    const taken = new Set(this.named.values());
    const others = Object.keys(this.#input.people).filter((id) => id !== this.#visitor);
    const free = [this.#visitor, ...others].filter((id) => !taken.has(id));
    const found =
      free.find((id) => this.#heading.includes(this.#name(id))) ?? free.find((id) => id !== this.knownByName) ?? '';
    this.named.set(subject, found);
    return found;
  }

  get #visitor(): string {
    return this.#input.visitor ?? Object.keys(this.#input.people)[0] ?? '';
  }

  #name(person: string): string {
    return String(this.#fact(person, 'name'));
  }

  #fact(subject: string, fact: string): Said {
    const facts = subject === 'case' ? this.#input.facts : this.#input.people[subject]?.facts;
    const given = facts?.[fact];
    return typeof given === 'object' && 'value' in given ? given.value : given;
  }

  #main(selector: string): Locator {
    return this.page.locator('.look-frame-main').last().locator(selector);
  }

  #textField(): Locator {
    return this.#main('input[type=text]:not([inputmode])').first();
  }

  #choiceOf(person: string): Locator {
    return this.#main('.look-choice')
      .filter({ hasText: this.#name(person) })
      .locator('input');
  }

  async #tick(people: readonly string[] | undefined): Promise<void> {
    if (people === undefined) return this.#dontKnow();
    if (people.length === 0) return this.hands.press(this.#main('input[value=none]'));
    const ticks = this.#main('input[type=checkbox]:not([value=all], [value=none], [value=unknown])');
    const shown = await ticks.count();
    // Of one person alone it is a choice that leads on by itself.
    if (shown === 0) return this.hands.press(this.#choiceOf(people[0] ?? ''));
    if (shown === people.length) return this.hands.press(this.#main('input[value=all]'));
    for (const id of people) await this.hands.press(this.#choiceOf(id));
    await this.next();
  }

  async #checklist(question: Question): Promise<void> {
    const subjects = question.over === undefined ? ['case'] : Object.keys(this.#input.people);
    const items = question.facts.filter((fact) => subjects.some((subject) => this.#fact(subject, fact) === true));
    const known = question.facts.some((fact) => subjects.some((subject) => this.#fact(subject, fact) !== undefined));
    if (!known) return this.#dontKnow();
    if (items.length === 0) return this.hands.press(this.#main('input[value=none]'));
    for (const item of items) {
      const tick = this.#main(`.answer-items > label input[value="${item}"]`);
      // What an office knew already is ticked.
      if (!(await tick.isChecked())) await this.hands.press(tick);
      const whom = this.#main(`[data-whom="${item}"] .look-choice`);
      if ((await whom.count()) === 0) continue;
      for (const subject of subjects)
        if (this.#fact(subject, item) === true)
          await this.hands.press(whom.filter({ hasText: this.#name(subject) }).locator('input'));
    }
    await this.next();
  }

  #dontKnow(): Promise<void> {
    return this.hands.press(this.#main('input[value=unknown], input[value="?"]'));
  }

  async #date(date: string): Promise<void> {
    await this.#main('.look-date').waitFor();
    const pick = this.#main(`input[value="${date}"]`);
    if ((await pick.count()) > 0) return this.hands.press(pick);
    const fields = this.#main('.look-date-fields input');
    for (const [index, part] of date.split('-').entries()) await this.hands.part(fields.nth(index), part);
    await this.next();
  }
}

/** A telephone number as it is dialled. The examples' own begin with 000, which no network has and the kiosk refuses. */
const dialled = (phone: string): string => phone.replaceAll('-', '').replace(/^000/, '090');
