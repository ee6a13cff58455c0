/** Devices behind their interfaces: real ones and simulated ones. What needs Node is in `pcsc.ts`. */
export { bridgeReader, type BridgeReaderOptions, type TokenKeeper } from './bridge/bridge-reader.ts';
export { type NoCamera, openCamera, watchForCodes } from './camera/camera.ts';
export type { CodeReader } from './camera/code-reader.ts';
export { zxingReader } from './camera/zxing-reader.ts';
export type { CardBehaviour, CardDescription } from './simulated-card/description.ts';
export { type SampleCard, sampleCards } from './simulated-card/sample-cards.ts';
export {
  cardFor,
  checkCodeDigits,
  type SimulatedCard,
  simulatedPersonalNumber,
} from './simulated-card/simulated-card.ts';
export {
  contactlessTiming,
  type ReaderTiming,
  simulatedReader,
  type SimulatedReader,
} from './simulated-reader/simulated-reader.ts';
