/**
 * The bridge between the kiosk's page and the card reader of this machine, from the command line: `npm run reader`.
 * Knows nothing about cards, writes down nothing of what it forwards, and answers to one page on this machine only.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadPcsc, openBridge, pcscCode, pcscReader, platforms, virtualReaderIn } from '../devices/pcsc.ts';

const usage = `npm run reader -- [options]
  --kiosk ADDRESS      the kiosk's page; no other page is answered (http://localhost:8080)
  --port N             0 chooses a free one (8179)
  --address-file FILE  writes the kiosk's address with the code there, for a script that opens the browser;
                       readable for this user only, removed when the kiosk has paired
  --development        also with a virtual reader (vpcd) on this machine`;

function options() {
  const { values } = parseArgs({
    options: {
      kiosk: { type: 'string', default: 'http://localhost:8080' },
      port: { type: 'string', default: '8179' },
      'address-file': { type: 'string' },
      development: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new Error('--port takes a number up to 65535.');
  const page = URL.canParse(values.kiosk) ? new URL(values.kiosk) : undefined;
  if (!page || !/^https?:$/.test(page.protocol)) throw new Error('--kiosk takes an address: http://localhost:8080');
  return { ...values, port, page };
}

async function start(chosen: ReturnType<typeof options>): Promise<void> {
  const virtual = virtualReaderIn();
  if (virtual !== undefined && !chosen.development) {
    throw new Error(
      `This machine has a virtual card reader (${virtual}), which takes cards from the network. ` +
        'Remove it (apt-get purge vsmartcard-vpcd), or say --development if nobody is served here.',
    );
  }
  const library = await loadPcsc();
  if (!library.ok) throw new Error(library.reason.say);
  const context = await library.value.establish();
  if (context.ok) await library.value.release(context.value);
  else if (context.reason === pcscCode.noService) console.error(platforms[process.platform]?.start);

  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { ref: false });
  const port = pcscReader({ library: library.value, pause });
  const addressFile = chosen['address-file'];
  const bridge = openBridge({
    port,
    kiosk: chosen.page.origin,
    log: (line) => console.log(`${new Date().toISOString()} ${line}`),
    onPaired: () => {
      if (addressFile !== undefined) rmSync(addressFile, { force: true });
    },
  });
  port.subscribe((event) => console.log(`${new Date().toISOString()} ${event.type}: ${event.reader}`));
  const address = await bridge.listen(chosen.port).catch((error: unknown) => {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw taken ? new Error(`Port ${chosen.port} is in use. Choose another with --port.`) : error;
  });
  const page = new URL(chosen.page);
  page.searchParams.set('reader', address);
  page.searchParams.set('code', bridge.code);

  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1); // asked twice: do not wait
    stopping = true;
    if (addressFile !== undefined) rmSync(addressFile, { force: true });
    void bridge.close().finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  const readers = await port.list();
  console.log(
    [
      `Bridge to the card reader at ${address}, for ${chosen.page.origin} only`,
      readers.length > 0
        ? `Readers: ${readers.map(({ name }) => name).join(', ')}`
        : 'No reader is plugged in yet; it is found when it comes.',
      `One-time code: ${bridge.code}`,
      `Open ${page.href}`,
      'Stop with Ctrl+C.',
    ].join('\n'),
  );
  if (addressFile !== undefined) {
    rmSync(addressFile, { force: true });
    writeFileSync(addressFile, `${page.href}\n`, { mode: 0o600, flag: 'wx' });
  }
}

try {
  const chosen = options();
  if (chosen.help) console.log(usage);
  else await start(chosen);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
