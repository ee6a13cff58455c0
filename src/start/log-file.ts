import { openSync, writeSync } from 'node:fs';
import type { LogSink } from '../hub/index.ts';

/**
 * The end of a file that this user alone can read. A line that cannot be written, for the disk is full, is left out: the
 * hub goes on, and so does its log when there is room again. Throws where the file cannot be opened.
 */
export function logFile(file: string): LogSink {
  const handle = openSync(file, 'a', 0o600);
  let torn = '';
  return {
    write: (line) => {
      try {
        const text = Buffer.from(torn + line);
        torn = writeSync(handle, text) < text.length ? '\n' : ''; // what did not fit ends in a line of its own
      } catch {
        // a log that stops the hub would be worse than one with a gap
      }
    },
  };
}
