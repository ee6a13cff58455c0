import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, transformWithOxc } from 'vite';

/**
 * One screen is one page `src/start/<screen>.html` with the module `<screen>.tsx` beside it. Each is built on its own
 * into `dist/<screen>/`, which a server hands out at `base`; so the kiosk carries no line of the other screens.
 * `vite build` builds the kiosk, `vite build --mode home` the home page, `vite build --mode counter` that
 * of staff. `vite` (development) serves all of them.
 */
const screens: Record<string, { base: string }> = {
  kiosk: { base: '/' },
  home: { base: '/home/' },
  counter: { base: '/staff/' },
};

/** The hub that the development server stands in front of. */
const hub = process.env.KAKANAI_HUB ?? 'http://localhost:8080';
const hubPaths = [
  '/content',
  '/register',
  '/device',
  '/demo',
  '/cases',
  '/home-codes',
  '/staff',
  '/health',
  '/ready',
  '/schemas/applications',
];

const repository = import.meta.dirname;

/** Serves each screen's page at its own address, and writes the built one as `index.html`. */
function screenPages(built: string): Plugin {
  return {
    name: 'kakanai:screen-pages',
    enforce: 'post',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const pathname = request.url?.split('?')[0];
        const screen = Object.keys(screens).find((name) => screens[name]?.base === pathname);
        if (screen !== undefined) request.url = `/${screen}.html`;
        next();
      });
    },
    generateBundle(_options, bundle) {
      const page = bundle[`${built}.html`];
      if (page) page.fileName = 'index.html';
    },
  };
}

/** The font packages name a .woff copy of every .woff2 for browsers that are long gone: 120 files and half the CSS. */
const onlyWoff2: Plugin = {
  name: 'kakanai:only-woff2',
  enforce: 'pre',
  transform: {
    filter: { id: /@fontsource\/.*\.css$/ },
    handler: (css) => ({ code: css.replace(/,\s*url\([^)]*\.woff\)\s*format\(['"]woff['"]\)/g, ''), map: null }),
  },
};

/** Of `public/`, what a screen needs; the schemas there are for other programs. */
const publicFiles = /^(icons\/.*|[^/]*\.webmanifest)$/;

/**
 * Writes `<screen>-worker.js` for a screen that has a service worker beside it: the worker as it is, with the list of
 * all files of this build and the hashes of their bytes in front.
 */
function precaching(built: string): Plugin {
  const source = path.join(repository, 'src/start', `${built}-worker.ts`);
  const open = path.join(repository, 'public');
  return {
    name: 'kakanai:precaching',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        if (!existsSync(source)) return;
        const bytes = new Map<string, string | Uint8Array>();
        for (const file of Object.values(bundle))
          bytes.set(
            file.fileName === `${built}.html` || file.fileName === 'index.html' ? '/' : `/${file.fileName}`,
            file.type === 'chunk' ? file.code : file.source,
          );
        for (const name of readdirSync(open, { recursive: true, encoding: 'utf8' }))
          if (publicFiles.test(name) && path.extname(name)) bytes.set(`/${name}`, readFileSync(path.join(open, name)));
        const hash = (of: string | Uint8Array) => createHash('sha256').update(of).digest('base64');
        const files = Object.fromEntries(
          [...bytes.keys()].toSorted().map((address) => [address, `sha256-${hash(bytes.get(address) ?? '')}`]),
        );
        const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
        const { code } = await transformWithOxc(readFileSync(source, 'utf8'), source);
        const list = `const precached = ${JSON.stringify({ version, files }, null, 1)};\n`;
        this.emitFile({ type: 'asset', fileName: `${built}-worker.js`, source: list + code });
      },
    },
  };
}

export default defineConfig(({ command, mode }) => {
  const screen = mode in screens ? mode : 'kiosk';
  return {
    root: path.join(repository, 'src/start'),
    publicDir: path.join(repository, 'public'),
    base: command === 'build' ? (screens[screen]?.base ?? '/') : '/',
    appType: 'mpa',
    plugins: [react({ compiler: true }), onlyWoff2, screenPages(screen), precaching(screen)],
    build: {
      target: 'es2024',
      outDir: path.join(repository, 'dist', screen),
      emptyOutDir: true,
      // Nothing inside the CSS: the hub's Content-Security-Policy takes fonts from files only.
      assetsInlineLimit: 0,
      rolldownOptions: {
        // Our modules only define; those that bring CSS or start something are named. Unused parts then stay out.
        treeshake: {
          moduleSideEffects: (id) =>
            !/\/src\/.*\.tsx?$/.test(id) || /src\/(look|answers|kiosk|counter)\/index\.ts$|src\/start\//.test(id),
        },
        input: path.join(repository, 'src/start', `${screen}.html`),
      },
    },
    server: { proxy: Object.fromEntries(hubPaths.map((from) => [from, { target: hub, ws: true }])) },
  };
});
