/** Where a command says what it has to say: results, and what went wrong. */
export interface Voice {
  print: (line: string) => void;
  complain: (line: string) => void;
}

/** Runs with its arguments; resolves to the exit code: 0, 1 where something was found wrong, 2 where it was called wrongly. */
export type Command = (args: readonly string[], voice: Voice) => number | Promise<number>;
