import { expect, test } from 'vitest';
import { unzipSync, zipSync } from 'fflate';
import { encodeCsv } from './encoding.ts';

test('a browser writes the same Shift_JIS as the hub, and reads its own ZIP', () => {
  const { bytes, replaced } = encodeCsv('x.csv', { header: ['名'], rows: [['髙﨑①～ｱ𠮷']] }, 'shift_jis');
  expect(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')).toBe(
    '2296bc220d0a22fbfcfab187408160b181ac220d0a',
  );
  expect(replaced).toHaveLength(1);
  expect(unzipSync(zipSync({ 'x.csv': bytes }))['x.csv']).toEqual(bytes);
});
