/** How PC/SC is spelled on one operating system: library, width of its numbers, layout of its structures. */
export interface Platform {
  readonly library: string;
  /** What is missing when the library cannot be loaded, and how to get it. */
  readonly install: string;
  /** What is wrong when the service does not answer. */
  readonly start: string;
  readonly convention: '__stdcall' | '__cdecl';
  /** Added to names of functions that take text. */
  readonly textSuffix: 'A' | '';
  readonly long: string;
  readonly dword: string;
  readonly handle: string;
  readonly packed: boolean;
  /** Room for an ATR in the structure of a reader's state. */
  readonly atrBytes: number;
}

/** pcsc-lite where `long` has 64 bits; seen to work with pcscd 1.9.9. */
const linux: Platform = {
  library: 'libpcsclite.so.1',
  install: 'PC/SC is not installed. On Debian or Ubuntu: apt-get install pcscd libccid',
  start: 'The PC/SC service does not run. On Debian or Ubuntu: systemctl enable --now pcscd.socket',
  convention: '__cdecl',
  textSuffix: '',
  long: 'long',
  dword: 'unsigned long',
  handle: 'long',
  packed: false,
  atrBytes: 33,
};

/** Written from the documentation of winscard.h; not tried on a machine. */
const windows: Platform = {
  library: 'winscard.dll',
  install: 'winscard.dll could not be loaded: it is part of Windows, so this system is damaged or too old.',
  start: 'The smart card service does not run. Start "Smart Card" (SCardSvr) in the list of services.',
  convention: '__stdcall',
  textSuffix: 'A',
  long: 'int32_t',
  dword: 'uint32_t',
  handle: 'uintptr_t',
  packed: false,
  atrBytes: 36,
};

/** Written from Apple's pcsclite.h; not tried on a machine. */
const macos: Platform = {
  library: '/System/Library/Frameworks/PCSC.framework/PCSC',
  install: 'The PCSC framework could not be loaded: it is part of macOS.',
  start: 'The smart card service does not answer. Plug the reader in again, or restart the machine.',
  convention: '__cdecl',
  textSuffix: '',
  long: 'int32_t',
  dword: 'uint32_t',
  handle: 'int32_t',
  packed: true,
  atrBytes: 33,
};

/** The platforms that PC/SC is known of, by the name Node has for them. */
export const platforms: Partial<Record<NodeJS.Platform, Platform>> = { linux, win32: windows, darwin: macos };
