import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { expectEventually } from './expect-eventually.ts';

const repository = path.resolve(import.meta.dirname, '../..');

/** Everything for a start without the hub is here: the program and the content. */
export const isReady = (page: Page, patience?: number) =>
  expectEventually(
    () =>
      page.evaluate(
        async () =>
          navigator.serviceWorker.controller !== null && (await caches.match('/content/kept.json')) !== undefined,
      ),
    true,
    patience,
  );

/** The content version that is kept as the newest. */
export const keptHash = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const kept = (await (await caches.match('/content/kept.json'))?.json()) as {
      versions: { manifest: { hash: string } }[];
    };
    return kept.versions[0]?.manifest.hash ?? '';
  });

/** What becomes of a new version of the program once the browser has looked for it. */
export const lookForProgram = (page: Page): Promise<'waiting' | 'none'> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update().catch(() => undefined);
    while (registration?.installing) await new Promise((resolve) => setTimeout(resolve, 50));
    return registration?.waiting ? 'waiting' : 'none';
  });

/** Changes the page of a built program, and says so in its list of files; a broken one is not what its list says. */
export function publishProgram(folder: string, name: string, { broken = false } = {}): void {
  const [page, worker] = [path.join(folder, 'index.html'), path.join(folder, 'kiosk-worker.js')];
  const hash = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  const before = readFileSync(page, 'utf8');
  const after = before.replace(/<html[^>]*>/, `<html lang="ja" data-version="${name}">`);
  const list = readFileSync(worker, 'utf8')
    .replace(/"version": "\w+"/, `"version": "${name}"`)
    .replace(hash(before), hash(after));
  writeFileSync(page, after);
  writeFileSync(worker, list);
  if (broken) appendFileSync(page, '<!-- not what was built -->');
}

/** The content, with another name for the municipality, in a folder below `root`. */
export function flowsNamed(root: string, name: string): string {
  const folder = path.join(root, `flows-${name}`);
  cpSync(path.join(repository, 'flows'), folder, { recursive: true });
  const file = path.join(folder, 'municipalities/mihon/municipality.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^name: .*$/m, `name: ${name}`));
  return folder;
}
