import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  addKeysOf,
  appendToTrail,
  type AuditAction,
  casesSealedTo,
  changeSealingKey,
  changeSigningKey,
  changeWrappingKey,
  checkCopy,
  inForce,
  type KeyRegister,
  lockFolder,
  type NotChanged,
  readRegister,
  type Records,
  retireKey,
} from '../../hub/index.ts';
import { defaultMunicipality } from './parts/examples.ts';
import type { Command, Voice } from './parts/command.ts';
import { recordsOptions, usualData, whyNoRecords, withRecords } from './parts/records.ts';

const usage = `npm run hub:keys -- WHAT [--data FOLDER] [--municipality NAME]
  list                 which keys there are, since when, for what
  rotate-sealing       a new key that cases are sealed to; earlier ones still open what is under way
  rotate-signing       a new key that signs content, announced by the one before it
  rotate-wrapping      a new key that wraps the keys of all cases; begun and killed, the same again goes on
  add FOLDER --name N  the keys of another hub, to open its cases here
  retire ID            destroys an earlier sealing key that no kept case needs
  check-copy FOLDER    opens every stored case with a copy of the keys
--lost with rotate-sealing or rotate-signing: the key is gone, and there is no copy (docs/hub.md)`;

/** `npm run hub:keys -- list | rotate-… | add FOLDER | retire ID | check-copy FOLDER`: the hub's own keys. */
export const command: Command = async (args, voice) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { ...recordsOptions, name: { type: 'string' }, lost: { type: 'boolean', default: false } },
  });
  const [what, named] = positionals;
  const data = values.data ?? usualData;
  const folder = path.join(data, 'keys');
  const municipality = values.municipality ?? defaultMunicipality;
  const databaseUrl = process.env['DATABASE_URL'];
  const server = databaseUrl === undefined ? {} : { databaseUrl };
  const now = () => new Date();
  const noted = (action: AuditAction, work: (records: Records) => Promise<number>) =>
    withRecords(values, voice, async (records) => {
      const code = await work(records);
      if (code === 0)
        await records.database
          .transaction()
          .execute((within) => appendToTrail(within, { at: now().toISOString(), role: 'operator', action }));
      return code;
    });
  if (what === 'list') return list(await readRegister(folder), voice);
  if (what === 'rotate-sealing' || what === 'rotate-signing') {
    const options = { now, lost: values.lost, municipality };
    return alone(data, databaseUrl, voice, async () =>
      changed(
        await (what === 'rotate-sealing' ? changeSealingKey(folder, options) : changeSigningKey(folder, options)),
        voice,
        (id) => `The key in force is now ${id}. Start the hubs of this folder again, and copy data/keys anew.`,
      ),
    );
  }
  if (what === 'rotate-wrapping') {
    const done = await changeWrappingKey(data, { ...server, now });
    if (!done.ok) return whyNoRecords(done.reason, data, voice);
    voice.print(`All keys of cases are wrapped by ${done.value} now; the key before it was destroyed.`);
    voice.print('Start the hubs again, copy data/keys anew, and destroy older copies.');
    return 0;
  }
  if (what === 'add' && named !== undefined && values.name !== undefined) {
    const name = values.name;
    return noted('keys-added', async () =>
      changed(await addKeysOf(folder, named, { name, now }), voice, (ids) => `${ids.length} keys of ${name} added.`),
    );
  }
  if (what === 'retire' && named !== undefined)
    return noted('key-retired', async (records) => {
      const needed = await casesSealedTo(records, named);
      if (needed > 0) {
        voice.complain(
          `${needed} kept cases came sealed to ${named}: it may be needed to read them again. Dispose of them first.`,
        );
        return 1;
      }
      return changed(await retireKey(folder, named, now), voice, () => `The key ${named} was destroyed.`);
    });
  if (what === 'check-copy' && named !== undefined) {
    const checked = await checkCopy(data, named, { ...server, municipality, now });
    if (!checked.ok) return whyNoRecords(checked.reason, data, voice);
    const { cases, opened, closed, others } = checked.value;
    for (const id of closed) voice.complain(`It does not open case ${id}.`);
    for (const kind of others) voice.complain(`It holds another key for ${kind} than the folder in use: copy it anew.`);
    voice.print(`The copy opens ${opened} of ${cases} kept cases.`);
    return closed.length + others.length > 0 ? 1 : 0;
  }
  voice.complain(usage);
  return 2;
};

/** Runs while no hub works on the folder; beside hubs on a server at any time. */
async function alone(
  data: string,
  databaseUrl: string | undefined,
  voice: Voice,
  work: () => Promise<number>,
): Promise<number> {
  const free = databaseUrl === undefined ? await lockFolder(data) : undefined;
  if (free && !free.ok) return whyNoRecords({ because: 'folder-in-use', heldBy: free.reason.heldBy }, data, voice);
  try {
    return await work();
  } finally {
    if (free?.ok) await free.value.release();
  }
}

const why: Record<NotChanged, string> = {
  'no-keys': 'There are no keys of a hub here. Start it once, or name its folder with --data.',
  'not-lost': 'The key is there: change it without --lost, so that it still opens what is under way.',
  'other-kind': 'One of the two is a practice hub (練習): their keys never meet.',
  'unknown-key': 'There is no key of this name: npm run hub:keys -- list',
  'in-force': 'This key is in force. Change it first: npm run hub:keys -- rotate-sealing',
  'retired-before': 'This key is not there any more.',
};

function changed<Value>(
  result: { ok: true; value: Value } | { ok: false; reason: NotChanged },
  { print, complain }: Voice,
  done: (value: Value) => string,
): number {
  if (result.ok) print(done(result.value));
  else complain(why[result.reason]);
  return result.ok ? 0 : 1;
}

function list(register: KeyRegister | undefined, { print, complain }: Voice): number {
  if (!register) {
    complain(why['no-keys']);
    return 1;
  }
  const since = (from: string | undefined) => (from === undefined ? 'since the beginning' : `since ${from}`);
  if (register.practice) print('practice (練習)');
  for (const one of register.signing)
    print(`signing   ${one.id}  ${one.of ?? stateOf(one === inForce(register.signing))}  ${since(one.from)}`);
  for (const one of register.sealing) {
    const state = one.retired
      ? `retired ${one.retired}`
      : one.lost
        ? 'lost'
        : stateOf(one === inForce(register.sealing));
    const until = one.until === undefined ? '' : `  until ${one.until}`;
    print(`sealing   ${one.id}  ${one.of === undefined ? state : `of ${one.of}, opens`}  ${since(one.from)}${until}`);
  }
  print(`wrapping  ${register.wrapping.id}  in force  ${since(register.wrapping.from)}`);
  if (register.next) print(`wrapping  ${register.next.id}  begun: npm run hub:keys -- rotate-wrapping goes on`);
  return 0;
}

const stateOf = (isInForce: boolean) => (isInForce ? 'in force' : 'earlier, opens');
