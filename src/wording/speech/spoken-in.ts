import type { Passage } from './passage.ts';

/**
 * What is said of an element when it gets the focus or is lit up: its name, then what describes it, and for a chosen
 * answer the word for that. Ruby is said once, as its reading; what is hidden from screen readers is not said.
 */
export function spokenIn(element: Element, chosen: string): string {
  const name =
    named(element, 'aria-labelledby') || element.getAttribute('aria-label') || textIn(element) || labelOf(element);
  const isChosen =
    (element instanceof HTMLInputElement && element.checked) || element.getAttribute('aria-pressed') === 'true';
  return [name, named(element, 'aria-describedby'), isChosen ? chosen : ''].filter(Boolean).join('。');
}

/** Whether the element is about something that others should not hear: it stands in a part marked `data-private`. */
export const isPrivate = (element: Element): boolean => element.closest('[data-private]') !== null;

/**
 * What a page or dialog says by itself: its words in order, passage by passage. Left out are its targets, which are
 * heard on the way to them, what is folded, and what tells itself when it changes (`output`).
 */
export function passagesIn(root: Element): Passage[] {
  const passages: Passage[] = [];
  let text = '';
  const end = (block: Element) => {
    const said = text.replaceAll(/\s+/g, ' ').trim();
    text = '';
    if (said !== '') passages.push({ text: said, private: isPrivate(block) });
  };
  const read = (node: Node, block: Element): void => {
    if (node.nodeType === Node.TEXT_NODE) text += node.textContent ?? '';
    if (!(node instanceof Element) || isTarget(node) || node.matches('[aria-hidden=true], [hidden], output')) return;
    if (node.localName === 'ruby') {
      text += rawTextIn(node);
      return;
    }
    const inner = inline.has(node.localName) ? block : node;
    if (inner !== block) end(block);
    const children = node.localName === 'details' && !node.hasAttribute('open') ? [] : node.childNodes;
    for (const child of children) read(child, inner);
    if (inner !== block) end(inner);
  };
  read(root, root);
  end(root);
  return passages;
}

const inline = new Set(['a', 'b', 'bdi', 'em', 'i', 'small', 'span', 'strong', 'svg', 'u']);

const isTarget = (element: Element): boolean =>
  element.matches('a[href], button, input, select, textarea, summary') ||
  (element.localName === 'label' && element.querySelector('input') !== null);

/** A field is named by its label; what was written into it is not said. */
const labelOf = (element: Element): string =>
  element instanceof HTMLInputElement ? [...(element.labels ?? [])].map(textIn).join('。') : '';

function named(element: Element, attribute: 'aria-labelledby' | 'aria-describedby'): string {
  const ids = element.getAttribute(attribute)?.split(/\s+/) ?? [];
  return ids
    .map((id) => element.ownerDocument.getElementById(id))
    .map((one) => (one ? textIn(one) : ''))
    .filter(Boolean)
    .join('。');
}

const textIn = (node: Node): string => rawTextIn(node).replaceAll(/\s+/g, ' ').trim();

function rawTextIn(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (!(node instanceof Element) || node.getAttribute('aria-hidden') === 'true') return '';
  if (node.localName === 'ruby') return [...node.querySelectorAll('rt')].map((rt) => rt.textContent).join('');
  return [...node.childNodes].map(rawTextIn).join('');
}
