/** A device's way to its hub: asking it, keeping its content, and sending finished cases. */
export * from './content-shelf.ts';
export * from './hub-client.ts';
