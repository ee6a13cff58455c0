/** The resident's side: screens of one visit after the other, at the counter and at home. */
import './kiosk.css';

export { type DeviceParts, KioskDevice, type ReaderDevices } from './device.ts';
export { Kiosk } from './Kiosk.tsx';
export type { AppVersions } from './renewal.ts';
export { type Delays, neverIdle, stretched, usualDelays } from './lifetimes.ts';
