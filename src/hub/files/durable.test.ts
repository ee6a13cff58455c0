import { expect, test } from 'vitest';
import { writeWhole } from './durable.ts';

/** A file on a disk that takes so many bytes at once, and only so many in all. */
function fileOf(atOnce: number, room: number) {
  const bytes = Buffer.alloc(room);
  let used = 0;
  const write = (from: Uint8Array, offset: number, length: number, at: number) => {
    const taken = Math.min(length, atOnce, room - used);
    if (taken === 0) return Promise.reject(Object.assign(new Error('no'), { code: 'ENOSPC' }));
    bytes.set(from.subarray(offset, offset + taken), at);
    used += taken;
    return Promise.resolve({ bytesWritten: taken, buffer: from });
  };
  return { bytes, handle: { write } as unknown as Parameters<typeof writeWhole>[0] };
}

test('what the disk takes in parts is written whole, and what it does not take whole is told', async () => {
  const slow = fileOf(3, 20);
  await writeWhole(slow.handle, Buffer.from('one slot'), 4);
  expect(slow.bytes.subarray(4, 12).toString()).toBe('one slot');
  const full = fileOf(3, 5);
  await expect(writeWhole(full.handle, Buffer.from('one slot'), 0)).rejects.toMatchObject({ code: 'ENOSPC' });
});
