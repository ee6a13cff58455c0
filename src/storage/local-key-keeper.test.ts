import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { storedCase } from '../../test/upgrade/stored-case.ts';
import { bytesOf, decrypt, encrypt } from '../sealing/index.ts';
import { localKeyKeeper } from './local-key-keeper.ts';
import { openStorage } from './storage.ts';

const crypto = globalThis.crypto;
const context = bytesOf('x');

test('a key is there after the page was closed, cannot be read out, and is gone once destroyed', async () => {
  const made = await localKeyKeeper(crypto).create('k1');
  const keeper = localKeyKeeper(crypto);
  const got = await keeper.get('k1');
  if (!made.ok || !got.ok) throw new Error('both are keys');
  const box = await encrypt(crypto, made.value, bytesOf('見本'), context);
  expect(await decrypt(crypto, got.value, box, context)).toEqual({ ok: true, value: bytesOf('見本') });
  expect(got.value.extractable).toBe(false);
  expect((await keeper.destroy('k1')).ok).toBe(true);
  expect((await keeper.destroy('k1')).ok).toBe(true);
  expect(await keeper.get('k1')).toMatchObject({ ok: false, reason: { kind: 'key-lost' } });
});

test('a kiosk and a home page in one browser never see each other’s cases', async () => {
  const ids = { now: () => Date.now(), random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)) };
  const keys = localKeyKeeper(crypto);
  const open = (area: 'kakanai' | 'kakanai-home') => openStorage({ crypto, keys, ids, kiosk: 'A', area });
  const [kiosk, home] = [open('kakanai'), open('kakanai-home')];
  const [first] = storedCase();
  if (first?.type !== 'opened') throw new Error('a case begins with its opening');
  expect((await home.drafts.begin(first.case)).ok).toBe(true);
  expect((await home.drafts.append(first.case, first)).ok).toBe(true);
  expect(await kiosk.drafts.current()).toEqual({ ok: true, value: undefined });
  expect((await kiosk.drafts.sweep()).ok).toBe(true);
  expect(await home.drafts.read(first.case)).toEqual({ ok: true, value: { actions: [first] } });
  await Promise.all([kiosk.close(), home.close()]);
});
