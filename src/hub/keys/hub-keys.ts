import { createHmac, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { KeyStatement } from '../../protocol/index.ts';
import { statementText } from '../../protocol/index.ts';
import { importPrivateKey, type PrivateKey } from '../../sealing/index.ts';
import { isMissing, privateFolder, writeOnce } from '../files/durable.ts';
import {
  keyFrom,
  type KeyType,
  newPem,
  type PublicKey,
  publicKeyOf,
  textOfKey,
  verifyingKey,
  wrappingId,
} from './key-files.ts';
import { firstRegister, inForce, type KeyRegister, readRegister, registerIn, writeRegister } from './key-register.ts';

/** The hub's own keys: made at its first start, kept in its data folder, changed by `npm run hub:keys` only. */
export interface HubKeys {
  /** Keys of a practice hub (練習) never open anything real. */
  practice: boolean;
  /** `verifies`: by this key or one that was in force before it. */
  content: PublicKey & { sign(text: string): Uint8Array; verifies(text: string, signature: Uint8Array): boolean };
  sealing: PublicKey & {
    /** What opens sealed cases: this key, earlier ones, those of other hubs. Grows when the folder does (`knows`). */
    opening: readonly PrivateKey[];
    /** All that were ever this hub's own, by their names. */
    own: readonly string[];
    /** Whether there is a key of this name; looks into the folder again where none is known. */
    knows(id: string): Promise<boolean>;
    /** In words why there is none. */
    whyNot(id: string): string;
  };
  /** What bookings are kept under, 32 bytes. */
  bookings: Uint8Array;
  /** What wraps the key of every case, 32 bytes, with the name that says which it is. */
  wrapping: { id: string; key: Uint8Array };
  /** A person's id for one case: the same for the same two, and useless for finding the register's own number. */
  personId(caseId: string, registerId: string): string;
  /** What lets devices follow a change of keys. */
  statements(municipality: string): KeyStatement[];
}

export interface KeysWanted {
  /** Keys of a practice hub; a folder of the other kind is refused. `either`: as the folder is, for who looks after it. */
  practice?: boolean | 'either';
  /** Whether keys are made in a folder that has none; a copy is only looked at. */
  make?: boolean;
  now?: () => Date;
}

/** A change of the wrapping key was begun in this folder and is not over. */
export class ChangeUnderWay extends Error {
  constructor() {
    super('The key that wraps the keys of all cases is being changed. Finish it: npm run hub:keys -- rotate-wrapping');
  }
}

/**
 * Reads the keys of a data folder, or makes them where there are none. Throws where one is missing or cannot be read (it
 * is never replaced by itself), where they are of the other kind (practice or not), and while a change is under way.
 */
export async function openHubKeys(folder: string, wanted: KeysWanted = {}): Promise<HubKeys> {
  const { practice = false, make = true } = wanted;
  const register = await registerOf(folder, { ...wanted, practice: practice === true, make });
  if (practice !== 'either' && register.practice !== practice) throw new Error(otherKind(folder, register.practice));
  if (register.next) throw new ChangeUnderWay();
  return keysOf(folder, register.destroy !== undefined && make ? await writeRegister(folder, register) : register);
}

const otherKind = (folder: string, isPractice: boolean) =>
  isPractice
    ? `${folder} holds keys of a practice hub (練習). A real hub never works on them: choose another folder with --data.`
    : `${folder} holds keys of a real hub. A practice hub (--practice, 練習) never works on them: choose another folder with --data.`;

const firstFiles = { signing: 'content-signing.pem', sealing: 'case-sealing.pem', wrapping: 'case-keys.key' } as const;
const PERSON_IDS = 'person-ids.key';
const BOOKINGS = 'bookings.key';

/** The register of a folder. Where there is none, the keys are made that are missing, and it is written. */
async function registerOf(
  folder: string,
  { practice, make, now }: { practice: boolean; make: boolean; now?: () => Date },
): Promise<KeyRegister> {
  const known = await readRegister(folder);
  if (known) return known;
  const changed = existsSync(folder) && (await readdir(folder)).some((name) => /-[0-9a-f]{16}\.(pem|key)$/.test(name));
  if (changed) throw new Error(`${registerIn(folder)} is missing. Put it back from the copy of the keys.`);
  const isNew = Object.values(firstFiles).every((file) => !existsSync(path.join(folder, file)));
  if (!make && isNew) throw new Error(`There are no keys of a hub in ${folder}.`);
  if (!isNew && practice) throw new Error(otherKind(folder, false));
  await privateFolder(folder);
  const made = (file: string, type: KeyType) =>
    make ? kept(path.join(folder, file), () => newPem(type)) : textOfKey(folder, file);
  const secret = (file: string) =>
    make ? kept(path.join(folder, file), () => randomBytes(32).toString('base64')) : textOfKey(folder, file);
  const signing = publicKeyOf(keyFrom(await made(firstFiles.signing, 'ed25519'), 'ed25519', firstFiles.signing));
  const sealing = publicKeyOf(keyFrom(await made(firstFiles.sealing, 'ec'), 'ec', firstFiles.sealing));
  const wrapping = Buffer.from(await secret(firstFiles.wrapping), 'base64');
  await secret(PERSON_IDS);
  await secret(BOOKINGS);
  const from = isNew && now ? { from: now().toISOString() } : {};
  const register: KeyRegister = {
    format: 1,
    practice,
    signing: [{ id: signing.id, key: Buffer.from(signing.raw).toString('base64'), file: firstFiles.signing, ...from }],
    sealing: [{ id: sealing.id, file: firstFiles.sealing, ...from }],
    wrapping: { id: wrappingId(wrapping), file: firstFiles.wrapping, ...from },
  };
  return make ? firstRegister(folder, register) : register;
}

/** The text of a file that is written once, when it is not there yet. */
async function kept(file: string, make: () => string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  await writeOnce(file, make());
  return readFile(file, 'utf8'); // of several hubs that begin together, one has written it
}

async function keysOf(folder: string, register: KeyRegister): Promise<HubKeys> {
  const signing = await keyIn(folder, inForce(register.signing), 'ed25519');
  const sealing = await keyIn(folder, inForce(register.sealing), 'ec');
  const secret = await textOfKey(folder, PERSON_IDS);
  const bookings = await textOfKey(folder, BOOKINGS);
  const wrapping = await wrappingIn(folder, register.wrapping);
  const verifying = register.signing.map(({ key }) => verifyingKey(Buffer.from(key, 'base64')));
  const content = publicKeyOf(signing);
  const current = publicKeyOf(sealing);
  let known = register;
  const opening = await openingKeys(folder, register, []);
  return {
    practice: register.practice,
    content: {
      ...content,
      sign: (text) => sign(null, Buffer.from(text), signing),
      verifies: (text, signature) => verifying.some((key) => verify(null, Buffer.from(text), key, signature)),
    },
    sealing: {
      ...current,
      opening,
      own: register.sealing.flatMap(({ id, of }) => (of === undefined ? [id] : [])),
      knows: async (id) => {
        const isOpen = () => opening.some(({ fingerprint }) => Buffer.from(fingerprint).toString('hex') === id);
        if (isOpen()) return true;
        known = (await readRegister(folder)) ?? known;
        opening.push(...(await openingKeys(folder, known, opening)));
        return isOpen();
      },
      whyNot: (id) => whyNot(known, id),
    },
    bookings: Buffer.from(bookings, 'base64'),
    wrapping,
    personId: (caseId, registerId) =>
      `p${createHmac('sha256', Buffer.from(secret, 'base64')).update(`${caseId}\n${registerId}`).digest('hex').slice(0, 32)}`,
    statements: (municipality) => statementsOf(register, municipality, { content, signing, sealing: current }),
  };
}

async function keyIn(
  folder: string,
  entry: { id: string; file?: string } | undefined,
  type: KeyType,
): Promise<KeyObject> {
  const file = entry?.file ?? '';
  const key = keyFrom(await textOfKey(folder, file), type, path.join(folder, file));
  if (publicKeyOf(key).id !== entry?.id) throw new Error(notThisOne(path.join(folder, file)));
  return key;
}

export async function wrappingIn(
  folder: string,
  { id, file }: KeyRegister['wrapping'],
): Promise<{ id: string; key: Uint8Array }> {
  const key = Buffer.from(await textOfKey(folder, file), 'base64');
  if (key.length !== 32 || wrappingId(key) !== id) throw new Error(notThisOne(path.join(folder, file)));
  return { id, key };
}

const notThisOne = (file: string) =>
  `${file} holds another key than keys.json says. Put the right file back (docs/hub.md, "When a key is lost").`;

/** What opens cases, the newest first, without those that are in hand. */
async function openingKeys(
  folder: string,
  { sealing }: KeyRegister,
  inHand: readonly PrivateKey[],
): Promise<PrivateKey[]> {
  const keys: PrivateKey[] = [];
  for (const entry of sealing.toReversed()) {
    if (entry.file === undefined) continue;
    if (inHand.some(({ fingerprint }) => Buffer.from(fingerprint).toString('hex') === entry.id)) continue;
    const key = await keyIn(folder, entry, 'ec');
    const privateKey = key.export({ type: 'pkcs8', format: 'der' });
    const imported = await importPrivateKey(crypto, { publicKey: publicKeyOf(key).raw, privateKey });
    if (!imported.ok) throw new Error(`${entry.file}: ${imported.reason}`);
    keys.push(imported.value);
  }
  return keys;
}

function whyNot({ sealing }: KeyRegister, id: string): string {
  const entry = sealing.find((one) => one.id === id);
  if (entry?.retired !== undefined)
    return `It is sealed to the key ${id}, which this hub retired on ${entry.retired.slice(0, 10)}.`;
  if (entry?.lost) return `It is sealed to the key ${id}, which this hub has lost: nobody can open it.`;
  return `It is sealed to the key ${id}, which is none of this hub's: it is for another hub, whose keys can be added here (npm run hub:keys -- add).`;
}

/** The chain of the keys that sign, as it was announced, and the sealing key, announced by the one in force. */
function statementsOf(
  { signing, sealing }: KeyRegister,
  municipality: string,
  mine: { content: PublicKey; signing: KeyObject; sealing: PublicKey },
): KeyStatement[] {
  const chain = signing
    .filter(({ of }) => of === undefined)
    .flatMap(({ id, key, from, announced }, index): KeyStatement[] =>
      announced
        ? [{ what: 'content', municipality, number: index + 1, id, key, ...(from ? { from } : {}), ...announced }]
        : [],
    );
  const own = sealing.filter(({ of }) => of === undefined);
  const from = own.at(-1)?.from;
  const statement = {
    what: 'sealing' as const,
    municipality,
    number: own.length,
    id: mine.sealing.id,
    key: Buffer.from(mine.sealing.raw).toString('base64'),
    ...(from ? { from } : {}),
    by: mine.content.id,
  };
  const signature = sign(null, Buffer.from(statementText(statement)), mine.signing).toString('base64');
  return [...chain, { ...statement, signature }];
}
