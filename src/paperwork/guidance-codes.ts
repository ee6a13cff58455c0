import type { GuidanceEntry, GuidanceSheet } from './print/index.ts';

const utf8 = new TextEncoder();
const bytesIn = (text: string) => utf8.encode(text).length;

/**
 * The guidance sheet as plain text in parts of at most `limit` bytes (UTF-8), for codes that any phone reads without a
 * network and without an app. What belongs together stays together as far as a part holds it. Who may file for whom is
 * left out: no names go into a code.
 */
export function guidanceTexts(sheet: GuidanceSheet, limit: number): string[] {
  const blocks = sheet.parts.flatMap(({ heading, entries }) =>
    entries.map((entry, index) => (index === 0 ? `■${heading}\n` : '') + entryText(entry)),
  );
  const done = (sheet.filed?.names ?? []).map(({ name }, index) =>
    index === 0 ? `■${sheet.filed?.heading ?? ''}\n✓${name}` : `✓${name}`,
  );
  const texts: string[] = [];
  // Room for the numbers that are put in front at the end.
  const room = limit - 12;
  const add = (block: string) => {
    const last = texts.at(-1);
    if (last !== undefined && bytesIn(`${last}\n${block}`) <= room) texts[texts.length - 1] = `${last}\n${block}`;
    else texts.push(...cut(block, room));
  };
  for (const block of [
    `${sheet.title}\n${sheet.receipt}\n${sheet.notices.join('\n')}`,
    ...done,
    ...blocks,
    sheet.contact,
  ])
    add(block);
  return texts.length === 1 ? texts : texts.map((text, index) => `(${index + 1}/${texts.length})\n${text}`);
}

const entryText = ({ name, inOwnLanguage, lines, bring }: GuidanceEntry): string =>
  [
    `□${name}`,
    ...(inOwnLanguage === undefined ? [] : [inOwnLanguage]),
    ...lines,
    ...bring.map((document) => `・${document}`),
  ].join('\n');

/** A text that no part holds whole, between its lines where that is possible. */
function cut(text: string, limit: number): string[] {
  if (bytesIn(text) <= limit) return [text];
  const parts: string[] = [''];
  for (const line of text.split('\n').flatMap((one) => pieces(one, limit))) {
    const last = parts.at(-1) ?? '';
    const longer = last === '' ? line : `${last}\n${line}`;
    if (bytesIn(longer) <= limit) parts[parts.length - 1] = longer;
    else parts.push(line);
  }
  return parts;
}

function pieces(line: string, limit: number): string[] {
  if (bytesIn(line) <= limit) return [line];
  const found: string[] = [''];
  for (const character of line)
    if (bytesIn(found.at(-1) + character) <= limit) found[found.length - 1] += character;
    else found.push(character);
  return found;
}
