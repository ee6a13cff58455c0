import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateRawSync } from 'node:zlib';
import { create } from 'qrcode';
import { zxingReader } from '../../src/devices/index.ts';
import { compile, Course } from '../../src/engine/index.ts';
import { homeCodeOf, sealHomeCode, splitCode } from '../../src/paperwork/index.ts';
import { importPublicKey, newSealingKeys } from '../../src/sealing/index.ts';
import { run } from '../../src/scenario/index.ts';
import { catalogue } from '../flows/catalogue.ts';
import { examples } from '../flows/example-files.ts';
import type { Figure, Section } from './report.ts';
import { median, quantile } from './statistics.ts';

const PICTURES = 40;

/** How a code lies before the camera: points a module, and scratches over it. */
const conditions = [
  { name: 'near, clean', module: 6, scratches: 0 },
  { name: 'arm’s length, clean', module: 3, scratches: 0 },
  { name: 'near, 4 scratches', module: 6, scratches: 4 },
  { name: 'near, 8 scratches', module: 6, scratches: 8 },
] as const;

/** How large the codes of all examples are, and what it takes to read one off a camera's picture. */
export const homeCode: Section = {
  name: 'home-code',
  title: 'Codes from home (Node, one thread; pictures of 1280×720)',
  measure: async (progress) => {
    progress('codes of all examples');
    const codes = await codesOfExamples();
    const parts = codes.map(({ texts }) => texts.length);
    const figures: Figure[] = [
      { what: 'examples that become codes', value: codes.length, unit: '' },
      { what: 'QR codes each, median', value: median(parts), unit: '' },
      {
        what: 'QR codes each, most',
        value: Math.max(...parts),
        unit: '',
        note: codes[parts.indexOf(Math.max(...parts))]?.name ?? '',
      },
      { what: 'sealed, median', value: median(codes.map(({ bytes }) => bytes)) / 1000, unit: 'kB' },
      { what: 'sealed, most', value: Math.max(...codes.map(({ bytes }) => bytes)) / 1000, unit: 'kB' },
    ];
    const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
    const started = performance.now();
    const read = await zxingReader(new Uint8Array(wasm));
    figures.push({ what: 'loading the reader', value: performance.now() - started, unit: 'ms' });
    const longest = codes.flatMap(({ texts }) => texts).toSorted((a, b) => b.length - a.length)[0] ?? '';
    for (const level of ['M', 'Q'] as const)
      for (const { name, module, scratches } of conditions) {
        progress(`correction ${level}: ${name}`);
        const chance = randomFrom(7);
        const times: number[] = [];
        let found = 0;
        for (let at = 0; at < PICTURES; at++) {
          const picture = photograph(longest, level, module, scratches, chance);
          const begun = performance.now();
          const texts = await read(picture);
          times.push(performance.now() - begun);
          if (texts.includes(longest)) found += 1;
        }
        figures.push({
          what: `one picture, ${level}: ${name}`,
          value: median(times),
          unit: 'ms',
          ...(level === 'Q' && scratches <= 4 ? { aim: 'under 100, so under a second with ten pictures' } : {}),
          note: `${found} of ${PICTURES} pictures read; 95 % within ${quantile(times, 0.95).toFixed(0)} ms`,
        });
      }
    return { figures, details: codes.map(({ name, bytes, texts }) => ({ name, bytes, parts: texts.length })) };
  },
};

/** Every example as if it had been answered at home: no card, no paper. */
async function codesOfExamples(): Promise<{ name: string; bytes: number; texts: string[] }[]> {
  const content = catalogue();
  const { publicKey } = await newSealingKeys(crypto);
  const key = await importPublicKey(crypto, publicKey);
  if (!key.ok) throw new Error(key.reason);
  const codes = [];
  for (const { name, input } of examples) {
    if (input.municipality !== undefined && input.municipality !== 'mihon') continue;
    const lived = run(new Course(compile(content, input.events)), input, { certificate: false, cards: false });
    if (lived.stop !== undefined) continue;
    const id = '019aa000-0000-7000-8000-000000000001';
    const contents = homeCodeOf(lived.client.visit.outlook, { id, made: input.date, language: 'ja' });
    const sealed = await sealHomeCode(key.value, contents, (bytes) =>
      Promise.resolve(new Uint8Array(deflateRawSync(bytes))),
    );
    const texts = splitCode(sealed, id);
    if (!texts.ok) throw new Error(`${name}: ${texts.reason}`);
    codes.push({ name, bytes: sealed.length, texts: texts.value });
  }
  return codes;
}

const [WIDTH, HEIGHT] = [1280, 720];

/** A camera's picture of a phone: the code askew and a little noisy, with dark scratches of three points right across. */
function photograph(
  text: string,
  level: 'M' | 'Q',
  module: number,
  scratches: number,
  chance: () => number,
): ImageData {
  const { modules } = create(text, { errorCorrectionLevel: level });
  const side = (modules.size + 8) * module;
  const angle = (chance() - 0.5) * 0.3;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const lines = Array.from({ length: scratches }, () => {
    const slope = chance() * Math.PI;
    return { x: Math.sin(slope), y: Math.cos(slope), at: (chance() - 0.5) * side * 0.7 };
  });
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const [dx, dy] = [x - WIDTH / 2, y - HEIGHT / 2];
      const [column, row] = [dx * cos + dy * sin, dy * cos - dx * sin].map(
        (d) => Math.floor((d + side / 2) / module) - 4,
      );
      const onScreen = [column, row].every((place = -9) => place >= -4 && place < modules.size + 4);
      const inside = [column, row].every((place = -1) => place >= 0 && place < modules.size);
      let light = onScreen ? 220 : 70;
      if (inside && modules.get(row ?? 0, column ?? 0)) light = 40;
      if (onScreen && lines.some((line) => Math.abs(dx * line.x + dy * line.y - line.at) < 1.5)) light = 110;
      light += (chance() - 0.5) * 30;
      data.set([light, light, light, 255], (y * WIDTH + x) * 4);
    }
  return { data, width: WIDTH, height: HEIGHT, colorSpace: 'srgb' } as ImageData;
}

/** The same chance at every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
