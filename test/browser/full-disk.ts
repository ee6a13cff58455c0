import type { Page } from 'playwright';

/** Puts something into the browser's storage until it takes nothing any more. */
export async function fillDisk(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('somebody-else', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('rubbish', { autoIncrement: true });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('the rubbish cannot be put anywhere'));
    });
    const put = (size: number) =>
      new Promise<boolean>((resolve) => {
        const transaction = database.transaction('rubbish', 'readwrite');
        transaction.objectStore('rubbish').add(crypto.getRandomValues(new Uint8Array(Math.min(size, 65_536))));
        transaction.oncomplete = () => resolve(true);
        transaction.onabort = () => resolve(false);
      });
    for (const size of [65_536, 4096, 256, 16]) while (await put(size));
    database.close();
  });
}
