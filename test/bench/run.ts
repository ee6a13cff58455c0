import { parseArgs } from 'node:util';
import { answers } from './answers.ts';
import { card } from './card.ts';
import { engine } from './engine.ts';
import { forms } from './forms.ts';
import { growth } from './growth.ts';
import { hub } from './hub.ts';
import { homeCode } from './home-code.ts';
import { memory } from './memory.ts';
import { offline } from './offline.ts';
import { taps } from './taps.ts';
import { start } from './start.ts';
import { lines, machine, type Section } from './report.ts';

const sections: readonly Section[] = [engine, card, forms, homeCode, hub, start, taps, memory, offline, answers];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, million: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !sections.some((section) => section.name === name));
if (unknown.length > 0) {
  console.error(`There is no section ${unknown.join(', ')}. Known: ${sections.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const chosen = values.million
  ? [growth] // by itself: it takes most of an hour
  : sections.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const before = machine();
const results = [];
for (const { name, title, measure } of chosen) {
  const measured = await measure((line) => console.error(`  ${name}: ${line}`));
  results.push({ section: name, ...measured });
  if (!values.json) console.log([title, ...lines(measured.figures), ''].join('\n'));
}
const after = machine();
if (values.json) console.log(JSON.stringify({ machine: { ...before, loadAfter: after.load }, results }, null, 2));
else {
  console.log('Machine');
  for (const [what, value] of Object.entries(before)) console.log(`  ${what.padEnd(12)} ${value}`);
  console.log(`  ${'load after'.padEnd(12)} ${after.load}`);
}
