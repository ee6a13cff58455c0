import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What Playwright's `chromium.launch()` needs to start a browser. */
export type ChromiumLaunch = { executablePath: string; args: string[]; env: Record<string, string> };

const modules = path.resolve(import.meta.dirname, '../../node_modules');
const packageFolder = path.join(modules, '@sparticuz/chromium');
const fontFolders = ['biz-udgothic/400Regular', 'biz-udgothic/700Bold', 'noto-sans-jp/400Regular'].map((folder) =>
  path.join(modules, '@expo-google-fonts', folder),
);

const advice =
  'Install a Chromium (on Debian: `apt install chromium fonts-noto-cjk`) and set KAKANAI_CHROMIUM to its path, ' +
  'for example KAKANAI_CHROMIUM=/usr/bin/chromium.';

/**
 * Finds the Chromium that tests run in: the one `KAKANAI_CHROMIUM` points at, else the one that `npm ci` brought,
 * unpacked on first use. Throws an error that says what to do when neither can run here.
 */
export async function chromium(): Promise<ChromiumLaunch> {
  const own = process.env.KAKANAI_CHROMIUM;
  if (own) {
    if (!existsSync(own)) throw new Error(`KAKANAI_CHROMIUM names ${own}, which does not exist. ${advice}`);
    return { executablePath: own, args: ['--no-sandbox'], env: environment() };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`The Chromium in node_modules runs only on 64-bit Intel Linux. ${advice}`);
  }
  const folder = await unpacked();
  return {
    executablePath: path.join(folder, 'chromium'),
    args: ['--no-sandbox'],
    env: {
      ...environment(),
      FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
      LD_LIBRARY_PATH: [path.join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    },
  };
}

/** Unpacks the package's browser and its libraries once per version; returns the folder they are in. */
async function unpacked(): Promise<string> {
  const manifest = path.join(packageFolder, 'package.json');
  if (!existsSync(manifest)) throw new Error(`@sparticuz/chromium is not installed: run \`npm ci\`. ${advice}`);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const folder = path.join(modules, '.cache', `chromium-${version}`);
  if (existsSync(folder)) return folder;

  // Filled under a name of our own and renamed when complete: a killed or parallel run leaves nothing half unpacked.
  const filling = `${folder}.${process.pid}`;
  rmSync(filling, { recursive: true, force: true });
  mkdirSync(filling, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = filling; // where the package unpacks to
  try {
    const { default: packaged, inflate } = await import('@sparticuz/chromium');
    await packaged.executablePath();
    await inflate(path.join(packageFolder, 'bin/al2023.tar.br'));
    writeFileSync(path.join(filling, 'fonts.conf'), fontsConfiguration(folder));
    renameSync(filling, folder);
  } catch (error) {
    rmSync(filling, { recursive: true, force: true });
    if (!existsSync(folder)) throw new Error(`Chromium could not be unpacked. ${advice}`, { cause: error });
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  return folder;
}

/** Chromium aborts when fontconfig finds no font at all, so the fonts are named rather than hoped for. */
function fontsConfiguration(folder: string): string {
  const folders = [...fontFolders, path.join(folder, 'fonts/fonts')];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((font) => `  <dir>${font}</dir>`).join('\n')}
  <cachedir>${path.join(folder, 'font-cache')}</cachedir>
</fontconfig>
`;
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]));
}
