import type { Page } from 'playwright';

/** Everything a browser keeps for the kiosk, as text: bytes as Latin-1 and as UTF-16. */
export interface Traces {
  screen: string;
  databases: { name: string; rows: Record<string, unknown[]> }[];
  text: string;
}

/** Reads all that is left in the page and in what the browser stores for it. */
export async function traces(page: Page): Promise<Traces> {
  return page.evaluate(async () => {
    const asked = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
    const seen: string[] = [];
    const write = (value: unknown): unknown => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        const bytes =
          value instanceof ArrayBuffer
            ? new Uint8Array(value)
            : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
        for (const code of ['latin1', 'utf-8', 'utf-16le']) seen.push(new TextDecoder(code).decode(bytes));
        return [...bytes];
      }
      if (Array.isArray(value)) return value.map(write);
      if (typeof value === 'object' && value !== null) {
        seen.push(Object.prototype.toString.call(value));
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, (seen.push(key), write(inner))]));
      }
      seen.push(String(value));
      return value;
    };
    const databases = [];
    for (const { name = '' } of await indexedDB.databases()) {
      seen.push(name);
      const database = await asked(indexedDB.open(name));
      const rows: Record<string, unknown[]> = {};
      for (const table of database.objectStoreNames) {
        const store = database.transaction(table).objectStore(table);
        write(await asked(store.getAllKeys()));
        rows[table] = (await asked(store.getAll())).map(write);
      }
      database.close();
      databases.push({ name, rows });
    }
    write(Object.entries(localStorage));
    write(Object.entries(sessionStorage));
    write(history.state);
    for (const name of await caches.keys()) {
      seen.push(name);
      for (const request of await (await caches.open(name)).keys()) seen.push(request.url);
    }
    const { cookie, title, documentElement } = document;
    seen.push(location.href, cookie, title, documentElement.outerHTML);
    return { screen: documentElement.outerHTML, databases, text: seen.join('\n') };
  });
}
