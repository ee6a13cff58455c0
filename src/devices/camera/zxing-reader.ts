import type { CodeReader } from './code-reader.ts';

/** Most codes looked for in one picture: two phones, or two sheets of paper. */
const CODES_AT_ONCE = 4;

/**
 * A reader of QR codes by zxing-cpp (Apache-2.0, as WebAssembly by zxing-wasm). Loaded when somebody needs it; `wasm` is
 * its address on our own server, or its bytes.
 */
export async function zxingReader(wasm: string | Uint8Array<ArrayBuffer>): Promise<CodeReader> {
  const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
  await prepareZXingModule({
    overrides: typeof wasm === 'string' ? { locateFile: () => wasm } : { wasmBinary: wasm.buffer },
    fireImmediately: true,
  });
  return async (picture) => {
    const found = await readBarcodes(picture, { formats: ['QRCode'], maxNumberOfSymbols: CODES_AT_ONCE });
    return found.filter(({ isValid }) => isValid).map(({ text }) => text);
  };
}
