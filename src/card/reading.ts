import { fail, ok, type Result } from '../basics/index.ts';
import { findBasicFour, parseBasicFour } from './basic-four.ts';
import { joinBytes, toHex } from './bytes.ts';
import { parseCardInfo } from './card-info.ts';
import {
  longestAnswer,
  queryTriesCommand,
  readBinary,
  readRecord,
  selectApplication,
  selectFile,
  verifyCommand,
} from './commands.ts';
import { type Credential, type CredentialKind, wipe } from './credentials.ts';
import { type CardAnswer, exchange } from './exchange.ts';
import {
  type CardFailure,
  type CardInfoOutcome,
  failureOfOpen,
  type ReadOutcome,
  type TriesOutcome,
  unreadable,
} from './outcomes.ts';
import { permittedOnly } from './permitted-commands.ts';
import { type CardProfile, myNumberCard } from './profile.ts';
import type { CardSession, OpenFault, ReaderPort } from './session.ts';

/** How far reading has come: the three ticks of the screen, with bytes for the last. */
export type ReadProgress =
  | { readonly step: 'card-found' }
  | { readonly step: 'code-accepted' }
  | { readonly step: 'reading'; readonly bytesRead: number; readonly bytesTotal: number };

export interface ReadOptions {
  readonly onProgress?: (progress: ReadProgress) => void;
  /** The resident was told that the next wrong code locks the card, and wants to try. */
  readonly lastTryConfirmed?: boolean;
}

type Step = Result<void, CardFailure>;

const unexpected = (step: string, answer: CardAnswer): Result<never, CardFailure> =>
  fail(unreadable(`${step}: ${answer.code}`));

/** A card that only stores, as contactless readers present it (PC/SC part 3); `11` is the FeliCa family. */
const isStorageCard = (atr: Uint8Array): boolean => toHex(atr).includes('A000000306');
const isFelica = (atr: Uint8Array): boolean => toHex(atr).includes('A00000030611');

/** What lies on the reader when the expected application is not there. */
async function diagnose(card: CardSession, profile: CardProfile): Promise<CardFailure> {
  const { token } = profile;
  const other: CardFailure = { kind: 'not-a-my-number-card', looksLike: isFelica(card.atr) ? 'felica' : 'other' };
  let name = '';
  for (const command of [selectApplication(token.aid), selectFile(token.file), readBinary(0, token.bytes)]) {
    const answer = await exchange(card, command);
    if (!answer.ok) return answer.reason;
    if (answer.value.status.kind !== 'ok') return other;
    name = String.fromCharCode(...answer.value.data).replace(/[\0 ]+$/, '');
  }
  if (token.phones.includes(name)) return { kind: 'phone' };
  if (name === token.residentCard) return { kind: 'not-a-my-number-card', looksLike: 'resident-card' };
  return name === token.card ? unreadable('application missing') : other;
}

async function enter(card: CardSession, profile: CardProfile, aid: string): Promise<Step> {
  const answer = await exchange(card, selectApplication(aid));
  if (!answer.ok) return answer;
  switch (answer.value.status.kind) {
    case 'ok':
      return ok(undefined);
    case 'not-found':
    case 'not-understood':
      return fail(await diagnose(card, profile));
    default:
      // For storage cards the reader itself answers, each make with its own code.
      return isStorageCard(card.atr)
        ? fail(await diagnose(card, profile))
        : unexpected('select application', answer.value);
  }
}

async function select(card: CardSession, file: number, step: string): Promise<Step> {
  const answer = await exchange(card, selectFile(file));
  if (!answer.ok) return answer;
  return answer.value.status.kind === 'ok' ? ok(undefined) : unexpected(step, answer.value);
}

/** Selects the key, and asks how many tries it has. The key stays selected. */
async function askTries(
  card: CardSession,
  kind: CredentialKind,
  profile: CardProfile,
): Promise<Result<TriesOutcome, CardFailure>> {
  const key = profile.text.keys[kind];
  const selected = await select(card, key.file, 'select key');
  if (!selected.ok) return selected;
  const answer = await exchange(card, queryTriesCommand());
  if (!answer.ok) return answer;
  const { status } = answer.value;
  const locked = ok({ kind: 'locked', credential: kind, justNow: false } as const);
  switch (status.kind) {
    case 'verification-failed':
      return status.triesLeft === 0 ? locked : ok({ kind: 'tries', credential: kind, left: status.triesLeft });
    case 'blocked':
      return locked;
    case 'ok':
      // Already open: an accepted code has set the counter back to its limit.
      return ok({ kind: 'tries', credential: kind, left: key.tryLimit });
    default:
      return unexpected('query tries', answer.value);
  }
}

/** Presents the code once. Nothing means that the card accepted it. */
async function present(card: CardSession, credential: Credential): Promise<ReadOutcome | undefined> {
  const command = verifyCommand(credential.bytes);
  const answer = await exchange(card, command);
  command.fill(0);
  if (!answer.ok) return answer.reason;
  const { status, code } = answer.value;
  switch (status.kind) {
    case 'ok':
      return undefined;
    case 'verification-failed':
      return status.triesLeft === 0
        ? { kind: 'locked', credential: credential.kind, justNow: true }
        : { kind: 'wrong-code', credential: credential.kind, triesLeft: status.triesLeft };
    case 'blocked':
      return { kind: 'locked', credential: credential.kind, justNow: false };
    default:
      return unreadable(`verify: ${code}`);
  }
}

/** The object with the four infos, in as many pieces as the card wants to give it. */
async function readObject(
  card: CardSession,
  profile: CardProfile,
  onPiece: (bytesRead: number, bytesTotal: number) => void,
): Promise<Result<Uint8Array, CardFailure>> {
  let file: Uint8Array = new Uint8Array();
  let total: number | undefined;
  while (total === undefined || file.length < total) {
    const wanted = total === undefined ? longestAnswer : Math.min(longestAnswer, total - file.length);
    const answer = await exchange(card, readBinary(file.length, wanted));
    if (!answer.ok) return answer;
    const { status, data } = answer.value;
    if (status.kind !== 'ok' && status.kind !== 'end-of-file') return unexpected('read', answer.value);
    if (data.length === 0) return fail(unreadable('read: truncated'));
    file = joinBytes(file, data);
    if (total === undefined) {
      const found = findBasicFour(file, profile.text.layout);
      if (!found.ok) return fail(unreadable(`read: ${found.reason}`));
      total = found.value.to;
    }
    onPiece(Math.min(file.length, total), total);
  }
  return ok(file);
}

/**
 * Reads the four infos with a code. Asks the card for the tries left before, presents the code at most once, never
 * again by itself, and not at all when only one try is left and the resident has not agreed. The code is wiped
 * whatever comes of it. The card stays open until the session ends: call it inside `withCard`.
 */
export async function readBasicFour(
  session: CardSession,
  credential: Credential,
  profile: CardProfile = myNumberCard,
  { onProgress, lastTryConfirmed = false }: ReadOptions = {},
): Promise<ReadOutcome> {
  const card = permittedOnly(session, profile);
  try {
    const entered = await enter(card, profile, profile.text.aid);
    if (!entered.ok) return entered.reason;
    onProgress?.({ step: 'card-found' });

    const tries = await askTries(card, credential.kind, profile);
    if (!tries.ok) return tries.reason;
    if (tries.value.kind === 'locked') return tries.value;
    if (tries.value.left === 1 && !lastTryConfirmed) return { kind: 'last-try', credential: credential.kind };

    const refused = await present(card, credential);
    if (refused) return refused;
    onProgress?.({ step: 'code-accepted' });

    const selected = await select(card, profile.text.basicFour, 'select file');
    if (!selected.ok) return selected.reason;
    const file = await readObject(card, profile, (bytesRead, bytesTotal) =>
      onProgress?.({ step: 'reading', bytesRead, bytesTotal }),
    );
    if (!file.ok) return file.reason;
    const parsed = parseBasicFour(file.value, profile.text.layout);
    return parsed.ok ? { kind: 'read', ...parsed.value } : unreadable(`parse: ${parsed.reason}`);
  } finally {
    wipe(credential);
  }
}

/** Expiry and issuing municipality; needs no code, and tells other cards and phones apart at the first touch. */
export async function readCardInfo(
  session: CardSession,
  profile: CardProfile = myNumberCard,
): Promise<CardInfoOutcome> {
  const card = permittedOnly(session, profile);
  const entered = await enter(card, profile, profile.info.aid);
  if (!entered.ok) return entered.reason;
  const selected = await select(card, profile.info.file, 'select card info');
  if (!selected.ok) return selected.reason;
  const answer = await exchange(card, readRecord(profile.info.record));
  if (!answer.ok) return answer.reason;
  if (answer.value.status.kind !== 'ok') return unreadable(`read card info: ${answer.value.code}`);
  const info = parseCardInfo(answer.value.data, profile.info);
  return info.ok ? { kind: 'card-info', ...info.value } : unreadable('parse card info: malformed');
}

/** Asks how many tries a code has left; costs none. */
export async function queryTries(
  session: CardSession,
  kind: CredentialKind,
  profile: CardProfile = myNumberCard,
): Promise<TriesOutcome | CardFailure> {
  const card = permittedOnly(session, profile);
  const entered = await enter(card, profile, profile.text.aid);
  if (!entered.ok) return entered.reason;
  const tries = await askTries(card, kind, profile);
  return tries.ok ? tries.value : tries.reason;
}

async function open(port: ReaderPort, reader: string): Promise<Result<CardSession, OpenFault>> {
  try {
    return await port.open(reader);
  } catch {
    return fail('failed');
  }
}

async function end(session: CardSession): Promise<void> {
  try {
    await session.end();
  } catch {
    // The card is gone, and with it what was open in it.
  }
}

/**
 * Opens the card on a reader, lets `work` speak with it, and always ends the session with a reset: an accepted code
 * would otherwise stay valid in the card for whoever opens it next.
 */
export async function withCard<Outcome>(
  port: ReaderPort,
  reader: string,
  work: (session: CardSession) => Promise<Outcome>,
): Promise<Outcome | CardFailure> {
  const opened = await open(port, reader);
  if (!opened.ok) return failureOfOpen(opened.reason);
  try {
    return await work(opened.value);
  } finally {
    await end(opened.value);
  }
}
