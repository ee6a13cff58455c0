import fastifyStatic from '@fastify/static';
import path from 'node:path';
import { precompress } from './files/precompressed.ts';
import type { CheckedApp } from './web/checked.ts';

/**
 * A built screen at its address (`/`, `/home/`, `/staff/`): files with a hash in their name may be kept for ever, the others are
 * asked for each time.
 */
export async function pages(app: CheckedApp, folder: string, prefix: '/' | '/home/' | '/staff/'): Promise<void> {
  await precompress(folder, ['schemas']);
  const assets = path.join(folder, 'assets') + path.sep;
  await app.register(fastifyStatic, {
    root: folder,
    prefix,
    // Who types the address without its last stroke gets there too.
    redirect: prefix !== '/',
    decorateReply: prefix === '/',
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, file) => {
      void reply.header('cache-control', file.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
