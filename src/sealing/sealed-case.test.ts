import { expect, test } from 'vitest';
import type { Action } from '../case/index.ts';
import { bytesOf } from './cryptography.ts';
import { openSealedCase, sealCase } from './sealed-case.ts';
import { importPrivateKey, sealTo } from './sealing.ts';

const crypto = globalThis.crypto;
const caseId = '019aa000-0000-7000-8000-000000000001';
const prepared: Action = {
  id: '019aa000-0000-7000-8000-000000000002',
  at: '2026-11-20T01:00:00.000Z',
  by: { role: 'resident' },
  device: 'kiosk-1',
  content: 'c1',
  type: 'prepared',
  receipt: 'A-001',
};

const frozenKeys = {
  publicKey: Buffer.from(
    'BGtf7VaVpL8X3hLRrxqnD6RBeoViqW/MwakSaIUlvjWySU4NsRn3jmfzno/KE7Ii5/7JTnG9Gg7lVBvSIZci0TY=',
    'base64',
  ),
  privateKey: Buffer.from(
    'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgry/ZTIY7U1IKnDsmdruPUYNsJ7UQgtEBGuB265OyrzihRANCAARr' +
      'X+1WlaS/F94S0a8apw+kQXqFYqlvzMGpEmiFJb41sklODbEZ945n856PyhOyIuf+yU5xvRoO5VQb0iGXItE2',
    'base64',
  ),
};
const imported = await importPrivateKey(crypto, frozenKeys);
if (!imported.ok) throw new Error(imported.reason);
const hub = imported.value;

test('a case sealed in format 1 opens for ever', async () => {
  const frozen =
    'AXRu1iY/8GR/BPUvA9wkc+5FP9UEA69PxAEQwRA/ZNSbZACT1SU2+Blbgqha1ZIP27Vom59wzvgk4YdSooxts2Tbi8o0NVqiKD/ZZ0ZcJ58QQtpt' +
    'rcqBlSNnm6/k5naNVVqAwqVOmImg0ZSYR1PsheCaLq4HZNKFouTU/pn/HwrrAmBsRxcJsNkCiM+QOPsTNriRdBjIQRzxuTzef2BvJMZXhwnBYMAt' +
    'gmPhU7n5qLps2Ei6WP8fqIW3aixxdGMiDSKo8Mn6g6JhSgRpse9O9m5wsAD+cnEz1B6DyaW5pdO0IGdZsWruQTYGpgecU43ehTgIT58lx5JdilVm' +
    '7xiuSSLsxGv/OuFE7vu6mqzBNRovYK92gZfBFyiycM5LWMmee5FTN/ZJjMShqo8fOMaJcRzvZnVIHSpMv4/WFHKA2QOmdukGKJUW/Ajz14Ur939Q' +
    '90CMYjjq6oxBWB0TIYmhuA==';
  expect(await openSealedCase(hub, caseId, Buffer.from(frozen, 'base64'))).toEqual({
    ok: true,
    value: { ended: 'prepared', actions: [prepared], unread: [], lost: 0 },
  });
});

test('a case does not pass for another case', async () => {
  const sealed = await sealCase(hub, caseId, { ended: 'left', actions: [prepared], lost: 0 });
  expect(await openSealedCase(hub, caseId.replace(/1$/, '2'), sealed)).toEqual({ ok: false, reason: 'does-not-open' });
});

test('a case left behind says so, and how much of it its device could not read', async () => {
  const sealed = await sealCase(hub, caseId, { ended: 'left', actions: [prepared], lost: 2 });
  expect(await openSealedCase(hub, caseId, sealed)).toEqual({
    ok: true,
    value: { ended: 'left', actions: [prepared], unread: [], lost: 2 },
  });
});

test('what a newer kiosk wrote is handed over as it came, from the first action that is not understood', async () => {
  const later = { ...prepared, type: 'signed-in-the-air' };
  const contents = { format: 1, case: caseId, ended: 'prepared', actions: [prepared, later, prepared] };
  const sealed = await sealTo(hub, bytesOf(JSON.stringify(contents)), bytesOf(`kakanai case 1 ${caseId}`));
  expect(await openSealedCase(hub, caseId, sealed)).toEqual({
    ok: true,
    value: { ended: 'prepared', actions: [prepared], unread: [later, prepared], lost: 0 },
  });
});

test('contents that are no case are refused', async () => {
  for (const text of ['', 'null', '{"format":2}', '見本']) {
    const sealed = await sealTo(hub, bytesOf(text), bytesOf(`kakanai case 1 ${caseId}`));
    expect(await openSealedCase(hub, caseId, sealed)).toEqual({ ok: false, reason: 'unknown-format' });
  }
});
