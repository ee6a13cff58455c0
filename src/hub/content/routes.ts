import fastifyStatic from '@fastify/static';
import { paths, signedManifest } from '../../protocol/index.ts';
import type { CheckedApp } from '../web/checked.ts';
import type { Published } from './published.ts';

/** The current manifest, and the files of every version, which never change and may be kept for ever. */
export async function contentRoutes(app: CheckedApp, published: Published): Promise<void> {
  app.get(paths.manifest, { schema: { response: { 200: signedManifest } } }, async (_request, reply) => {
    void reply.header('cache-control', 'no-cache');
    return published.manifest;
  });
  await app.register(fastifyStatic, {
    root: published.folder,
    prefix: '/content/',
    decorateReply: false,
    index: false,
    redirect: false,
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
    allowedPath: (name) => /^\/[0-9a-f]+\/(content|towns|texts\.[A-Za-z-]+)\.json$/.test(name),
  });
}
