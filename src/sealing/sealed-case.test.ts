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
    'BHZ07FQjFEQojWIXTz4mJNuTDZtpAJ8RKiO2GS9Ang4aAIlPKQOUyUI43PShXiIJGYglcsKenHx8/K8fq+g82ds=',
    'base64',
  ),
  privateKey: Buffer.from('QRFOSN25JLtbHk0NeeMLfhAJS/OGlgG/FRK8i9Badks=', 'base64'),
};
const imported = await importPrivateKey(crypto, frozenKeys);
if (!imported.ok) throw new Error(imported.reason);
const hub = imported.value;

test('a case sealed in format 1 opens for ever', async () => {
  const frozen =
    'AZYeBsG5Saj8BNIzuWgbKtnrgRAq/HPx+C7l1fi9eFVn1PBUcOMcl4f8kJAbYERQNa0sauhi/xxq9dYqWLXvhzNRFzWsdwJ10jbNrDRQ1XuWN5dR' +
    'QC1qUdlBc/CCudo6CTxrgJPdtU10Y4AdpKEUMVmL1ZQcbPfWajFXkOR07gADIm6rCDFi2j6JFGD3hr9+r1nsbuwDdyFhMYyib2cu/8g1FjYYtaGB' +
    'Swr2OC6FIjvl4l8JOk+5XYKPsilf2/n97ozKlEKFAeKOCPTJycl7YXloQ/gOaCQsqH2aNfpvzN6Ot0kjrP1TMbvDJaJ9y0DJBvc4Q3QsDW51JDsR' +
    '1NJ62Lue80DD9jHA2gbSmULhPAVJrOJzrDxBnJDjyMLhTG2yfEPqrUs+NYIsUCyXsVmtK1yefHXxMp4yr27jSOwsnzWUYUBQldW2De22cJ0UcS4Z' +
    'wHbLmDPMtqECXq0rdRjrvg==';
  expect(await openSealedCase(hub, caseId, Buffer.from(frozen, 'base64'))).toEqual({
    ok: true,
    value: { ended: 'prepared', actions: [prepared], unread: [] },
  });
});

test('a case does not pass for another case', async () => {
  const sealed = await sealCase(hub, caseId, 'left', [prepared]);
  expect(await openSealedCase(hub, caseId.replace(/1$/, '2'), sealed)).toEqual({ ok: false, reason: 'does-not-open' });
});

test('what a newer kiosk wrote is handed over as it came, from the first action that is not understood', async () => {
  const later = { ...prepared, type: 'signed-in-the-air' };
  const contents = { format: 1, case: caseId, ended: 'prepared', actions: [prepared, later, prepared] };
  const sealed = await sealTo(hub, bytesOf(JSON.stringify(contents)), bytesOf(`kakanai case 1 ${caseId}`));
  expect(await openSealedCase(hub, caseId, sealed)).toEqual({
    ok: true,
    value: { ended: 'prepared', actions: [prepared], unread: [later, prepared] },
  });
});

test('contents that are no case are refused', async () => {
  for (const text of ['', 'null', '{"format":2}', '見本']) {
    const sealed = await sealTo(hub, bytesOf(text), bytesOf(`kakanai case 1 ${caseId}`));
    expect(await openSealedCase(hub, caseId, sealed)).toEqual({ ok: false, reason: 'unknown-format' });
  }
});
