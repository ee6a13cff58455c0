import printingFont from '@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf?url';
import { expect, test } from 'vitest';
import { pdfOf } from './pdf.ts';

test('a browser writes the same PDF as a program does', async () => {
  const font = new Uint8Array(await (await fetch(printingFont)).arrayBuffer());
  const pages = [
    {
      form: 'f',
      width: 595,
      height: 842,
      marks: [
        { kind: 'rect' as const, x: 36, y: 36, width: 200, height: 30, line: 0.5 },
        { kind: 'text' as const, x: 40, y: 55, size: 10.5, text: '住民異動届　例示 太郎' },
        { kind: 'tick' as const, x: 220, y: 40, size: 8 },
      ],
      areas: [],
    },
  ];
  const about = { title: '住民異動届', author: 'みほん市', made: new Date('2026-11-20T00:00:00Z') };
  const { bytes, lacking } = await pdfOf(pages, [font], about);
  expect(lacking).toEqual([]);
  expect(new TextDecoder('latin1').decode(bytes.slice(0, 5))).toBe('%PDF-');
  // A few characters of the font, not its 4.5 MB.
  expect(bytes.length).toBeGreaterThan(4_000);
  expect(bytes.length).toBeLessThan(60_000);
});
