import * as z from 'zod/mini';

/**
 * Version of the messages between devices and hub. Every message carries it, and each side refuses one that it does not
 * speak, so that an old kiosk and a new hub never misunderstand each other.
 */
export const PROTOCOL = 1 as const;

export const protocol = z.literal(PROTOCOL);
