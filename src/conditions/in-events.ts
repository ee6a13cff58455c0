import type { Condition } from './condition.ts';

/** What is left of a condition in a visit about these life events: its tests of the event are decided, and fall away. */
export function inEvents(condition: Condition, events: readonly string[]): Condition {
  if ('event' in condition) return { always: condition.event.some((event) => events.includes(event)) };
  if ('not' in condition) {
    const not = inEvents(condition.not, events);
    return 'always' in not ? { always: !not.always } : { not };
  }
  if ('all' in condition) {
    const all = condition.all.map((part) => inEvents(part, events)).filter((part) => !isAlways(part, true));
    return all.some((part) => isAlways(part, false))
      ? { always: false }
      : all.length === 0
        ? { always: true }
        : { all };
  }
  if ('any' in condition) {
    const any = condition.any.map((part) => inEvents(part, events)).filter((part) => !isAlways(part, false));
    return any.some((part) => isAlways(part, true)) ? { always: true } : any.length === 0 ? { always: false } : { any };
  }
  return 'where' in condition ? { ...condition, where: inEvents(condition.where, events) } : condition;
}

const isAlways = (condition: Condition, truth: boolean) => 'always' in condition && condition.always === truth;
