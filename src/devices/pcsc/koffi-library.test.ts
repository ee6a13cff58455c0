import { afterEach, describe, expect, test, vi } from 'vitest';
import { loadPcsc } from './koffi-library.ts';

afterEach(() => {
  vi.doUnmock('koffi');
  vi.resetModules();
});

/** What is said where koffi is like this. */
async function saidWith(koffi: () => object, system: NodeJS.Platform = 'linux'): Promise<string> {
  vi.resetModules();
  vi.doMock('koffi', koffi);
  const { loadPcsc: load } = await import('./koffi-library.ts');
  const loaded = await load(system);
  return loaded.ok ? 'nothing is missing' : `${loaded.reason.because}: ${loaded.reason.say}`;
}

describe('what is missing is said in a sentence that tells what to do', () => {
  test('the package', async () => {
    const missing = () => {
      throw new Error('Cannot find package koffi');
    };
    expect(await saidWith(missing)).toMatch(/^no-koffi: .*npm install --include=optional/);
  });

  test.each([
    ['linux', /^no-library: .*apt-get install pcscd libccid/],
    ['win32', /^no-library: .*part of Windows/],
    ['darwin', /^no-library: .*part of macOS/],
  ] as const)('the library on %s', async (system, sentence) => {
    const load = () => {
      throw new Error('cannot open shared object file');
    };
    expect(await saidWith(() => ({ load, default: { load } }), system)).toMatch(sentence);
  });

  test('a system without PC/SC', async () => {
    expect(await loadPcsc('aix')).toMatchObject({ ok: false, reason: { because: 'platform' } });
  });
});
