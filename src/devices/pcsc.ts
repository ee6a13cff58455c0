/** The side of real card readers that runs in Node, beside the kiosk: PC/SC, and the bridge that leads to it. */
export { type Bridge, type BridgeOptions, openBridge } from './bridge/bridge-server.ts';
export { loadPcsc, type NoPcsc } from './pcsc/koffi-library.ts';
export type { Connection, Handle, PcscLibrary, PcscResult, SeenReader } from './pcsc/library.ts';
export { readerState } from './pcsc/library.ts';
export { code as pcscCode } from './pcsc/codes.ts';
export { type PcscPatience, type PcscReader, pcscReader } from './pcsc/pcsc-reader.ts';
export { platforms } from './pcsc/platforms.ts';
export { virtualReaderIn } from './pcsc/virtual-reader.ts';
