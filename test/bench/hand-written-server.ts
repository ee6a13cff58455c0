import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';
import { transformWithOxc } from 'vite';

const types: Record<string, string> = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript' };

/** Serves the hand-written wizard, compressed, at an address of its own. */
export async function serveHandWritten(): Promise<{ address: string; close: () => void }> {
  const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
  const { code } = await transformWithOxc(read('hand-written.ts'), 'hand-written.ts');
  const files = new Map<string, Buffer>([
    ['html', brotliCompressSync(read('hand-written.html'))],
    ['css', brotliCompressSync(read('hand-written.css'))],
    ['js', brotliCompressSync(code)],
  ]);
  const server = createServer((request, response) => {
    const kind = request.url === '/' ? 'html' : (request.url?.split('.').at(-1) ?? '');
    const file = files.get(kind);
    if (file) response.writeHead(200, { 'content-type': types[kind], 'content-encoding': 'br' }).end(file);
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { address: `http://localhost:${port}/`, close: () => server.close() };
}
