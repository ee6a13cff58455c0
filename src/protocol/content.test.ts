import { expect, test } from 'vitest';
import { type ContentManifest, contentManifest, signedText } from './index.ts';

const manifest: ContentManifest = {
  protocol: 1,
  municipality: 'mihon',
  version: { label: '令和8年11月版', from: '2026-04-01' },
  hash: '0123456789abcdef',
  languages: ['ja'],
  opening: { municipality: 'みほん市', events: [{ id: 'moving-in', plain: { ja: '引っこしてきた' } }] },
  files: [{ name: 'content.json', integrity: `sha256-${'A'.repeat(43)}=`, bytes: 10 }],
};

test('what is signed does not depend on the order of keys, and changes with everything a kiosk relies on', () => {
  const turned = Object.fromEntries(Object.entries(manifest).reverse()) as ContentManifest;
  expect(signedText(contentManifest.parse(turned))).toBe(signedText(manifest));
  const [file] = manifest.files;
  const changes: Partial<ContentManifest>[] = [
    { municipality: 'other' },
    { version: { ...manifest.version, label: '' } },
    { version: { ...manifest.version, from: '2026-05-01' } },
    { hash: 'fedcba9876543210' },
    { languages: ['ja', 'en'] },
    { opening: { ...manifest.opening, municipality: 'べつの市' } },
    { opening: { ...manifest.opening, events: [{ id: 'moving-in', plain: { ja: 'ほかのこと' } }] } },
    { opening: { ...manifest.opening, events: [] } },
    { files: [{ ...file!, bytes: 11 }] },
    { files: [{ ...file!, name: 'texts.ja.json' }] },
    { files: [{ ...file!, integrity: `sha256-${'B'.repeat(43)}=` }] },
  ];
  const texts = [manifest, ...changes.map((change) => ({ ...manifest, ...change }))].map(signedText);
  expect(new Set(texts).size).toBe(texts.length);
});

test('a file elsewhere than beside the content is refused', () => {
  const [file] = manifest.files;
  expect(
    contentManifest.safeParse({ ...manifest, files: [{ ...file, name: '../keys/case-sealing.pem' }] }).success,
  ).toBe(false);
});
