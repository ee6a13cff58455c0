/** How long a test waits for one thing to come, in milliseconds. On a machine with other work a second takes ten. */
export const PATIENCE = 30_000;
