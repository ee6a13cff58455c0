import { expect, test } from 'vitest';
import { storedCase } from '../../test/upgrade/stored-case.ts';
import { bytesOf } from './cryptography.ts';
import { encrypt } from './encryption.ts';
import { openSealedCase } from './sealed-case.ts';
import { actionContext, escrowedKey, packDraft } from './sealed-draft.ts';
import { importPrivateKey, newSealingKeys, sealedFor } from './sealing.ts';

const actions = storedCase();
const caseId = actions[0]?.type === 'opened' ? actions[0].case : '';

async function hubKey() {
  const key = await importPrivateKey(crypto, await newSealingKeys(crypto));
  if (!key.ok) throw new Error(key.reason);
  return key.value;
}

async function packed(of = caseId) {
  const hub = await hubKey();
  const { key, sealed } = await escrowedKey(crypto, hub, of);
  const boxes = await Promise.all(
    actions.map((one, at) => encrypt(crypto, key, bytesOf(JSON.stringify(one)), actionContext(of, at))),
  );
  return { hub, sealed, boxes, draft: packDraft(sealed, boxes) };
}

test('a draft that its device can no longer open is opened by the hub, whole, as a case left behind', async () => {
  const { hub, draft } = await packed();
  expect(sealedFor(draft)).toEqual({ ok: true, value: hub.fingerprint });
  expect(await openSealedCase(hub, caseId, draft)).toEqual({
    ok: true,
    value: { ended: 'left', actions, unread: [], lost: 0 },
  });
});

test('no other hub and no other case opens it, and its key cannot be read out', async () => {
  const { hub, draft, sealed } = await packed();
  expect(await openSealedCase(await hubKey(), caseId, draft)).toEqual({ ok: false, reason: 'other-key' });
  expect(await openSealedCase(hub, '01999999-abcd-7000-8000-000000000009', draft)).toMatchObject({ ok: false });
  const { key } = await escrowedKey(crypto, hub, caseId);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow('not extractable');
  expect(sealed.length).toBe(1 + 8 + 65 + 32 + 16);
});

test('what is damaged or out of place ends the reading there, and is counted', async () => {
  const { hub, sealed, boxes } = await packed();
  const half = boxes[2]?.slice(0, 20) ?? new Uint8Array();
  const result = await openSealedCase(hub, caseId, packDraft(sealed, boxes.with(2, half)));
  expect(result).toMatchObject({ ok: true, value: { actions: actions.slice(0, 2), lost: actions.length - 2 } });
  const swapped = packDraft(
    sealed,
    [boxes[1], boxes[0]].filter((one) => one !== undefined),
  );
  expect(await openSealedCase(hub, caseId, swapped)).toMatchObject({ ok: true, value: { actions: [], lost: 2 } });
});

test('bytes that end too early are refused', async () => {
  const { hub, draft } = await packed();
  for (const length of [0, 1, 9, 12, 100, draft.length - 1])
    expect(await openSealedCase(hub, caseId, draft.slice(0, length))).toMatchObject({ ok: false });
});
