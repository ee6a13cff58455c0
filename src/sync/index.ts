/** A device's way to its hub: asking it, keeping its content, and sending finished cases. */
export * from './content-shelf.ts';
export * from './delivery.ts';
export * from './device-identity.ts';
export * from './hub-access.ts';
export * from './hub-client.ts';
export * from './hub-keys.ts';
export * from './outbox-sender.ts';
export * from './sending.ts';
