/** What can go wrong with stored cases. Each kind is one thing to tell the reader, and one way on. */
export type FaultKind =
  /** The disk, or the browser's share of it, is full. */
  | 'full'
  /** The browser closed the database, and a new connection was of no use either. */
  | 'closed'
  /** The browser does not let this page store anything. */
  | 'refused'
  /** Another tab, perhaps of an older version, does not let go of the database. */
  | 'blocked'
  /** Another tab works on the same cases. */
  | 'second-tab'
  /** The key of the case is no more, or is another: what is stored of it cannot be read again. */
  | 'key-lost'
  /** The process that holds the keys does not answer. Nothing is lost: try again. */
  | 'no-keeper'
  /** A newer version of the program wrote the database. */
  | 'newer-version'
  /** The case is not stored here, or was removed under way, for example with the browser's site data. */
  | 'gone'
  /** What is stored here is of practice (練習) and the hub is real, or the reverse: they never meet. */
  | 'other-kind'
  | 'unknown';

export interface Fault {
  kind: FaultKind;
  /** For staff and logs: the name of what was thrown. Never anything of what was stored. */
  cause: string;
}

/** A fault found by our own code, thrown where only throwing ends a transaction. */
export class Faulted extends Error {
  readonly fault: Fault;
  constructor(kind: FaultKind, cause: string) {
    super(`${kind}: ${cause}`);
    this.fault = { kind, cause };
  }
}

/**
 * The one place where exceptions of Dexie and of the browser become faults. `during` tells apart names that browsers
 * use for two things: what fails at opening is refused, what fails later lost its connection.
 */
export function faultOf(thrown: unknown, during: 'opening' | 'working'): Fault {
  const names: string[] = [];
  for (const error of causes(thrown)) {
    if (error instanceof Faulted) return error.fault;
    names.push(error.name);
  }
  const cause = names.at(-1) ?? typeof thrown;
  for (const name of names.toReversed()) {
    const kind = kinds[during][name];
    if (kind) return { kind, cause };
  }
  return { kind: 'unknown', cause };
}

const always: Record<string, FaultKind> = {
  QuotaExceededError: 'full',
  MissingAPIError: 'refused',
  SecurityError: 'refused',
  NotAllowedError: 'refused',
  VersionError: 'newer-version',
  DatabaseClosedError: 'closed',
  AbortError: 'closed',
  TimeoutError: 'closed',
};

const kinds: Record<'opening' | 'working', Record<string, FaultKind>> = {
  // A private window, a broken profile.
  opening: { ...always, InvalidStateError: 'refused', UnknownError: 'refused' },
  // Keys are only ever added by the one tab that works on a case.
  working: { ...always, InvalidStateError: 'closed', UnknownError: 'closed', ConstraintError: 'second-tab' },
};

/** An exception and what is inside it: Dexie wraps the browser's, and collects those of many rows. */
function* causes(thrown: unknown): Generator<Error> {
  let next: unknown = thrown;
  for (let depth = 0; next instanceof Error && depth < 8; depth++) {
    yield next;
    const { inner, failures, cause }: { inner?: unknown; failures?: unknown; cause?: unknown } = next;
    next = inner ?? (Array.isArray(failures) ? failures[0] : cause);
  }
}
