import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * One screen is one page `src/start/<screen>.html` with the module `<screen>.tsx` beside it. Each is built on its own
 * into `dist/<screen>/`, which a server hands out at `base`; so the kiosk carries no line of the other screens.
 * `vite build` builds the kiosk, `vite build --mode home` the home page. `vite` (development) serves all of them.
 */
const screens: Record<string, { base: string }> = {
  kiosk: { base: '/' },
  home: { base: '/home/' },
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

export default defineConfig(({ command, mode }) => {
  const screen = mode in screens ? mode : 'kiosk';
  return {
    root: path.join(repository, 'src/start'),
    publicDir: path.join(repository, 'public'),
    base: command === 'build' ? (screens[screen]?.base ?? '/') : '/',
    appType: 'mpa',
    plugins: [react({ compiler: true }), onlyWoff2, screenPages(screen)],
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
            !/\/src\/.*\.tsx?$/.test(id) || /src\/(look|answers|kiosk)\/index\.ts$|src\/start\//.test(id),
        },
        input: path.join(repository, 'src/start', `${screen}.html`),
      },
    },
    server: { proxy: Object.fromEntries(hubPaths.map((from) => [from, { target: hub, ws: true }])) },
  };
});
