import { addDays, todayInTokyo } from '../../basics/index.ts';
import type { Content } from '../../content/index.ts';
import { DAYS_VALID, openHomeCode } from '../../paperwork/index.ts';
import {
  type OpenHomeCodeAnswer,
  openHomeCodeAnswer,
  type OpenHomeCodeRequest,
  openHomeCodeRequest,
  paths,
  PROTOCOL,
} from '../../protocol/index.ts';
import { importPrivateKey } from '../../sealing/index.ts';
import type { HubKeys } from '../keys/hub-keys.ts';
import type { CheckedApp } from '../web/checked.ts';
import { inflate } from './inflate.ts';
import { takenFrom } from './taken.ts';
import type { NoteUse } from './used-codes.ts';

export interface HomeCodeOptions {
  sealing: HubKeys['sealing'];
  content: Content;
  noteUse: NoteUse;
  now: () => Date;
  /** How long the database may take to say whether a code was used. */
  milliseconds?: number;
}

/** Opens what somebody answered at home (事前入力), for enrolled devices only: whoever holds a code could read it. */
export function homeCodeRoutes(app: CheckedApp, options: HomeCodeOptions): void {
  app.post(
    paths.openHomeCode,
    {
      schema: { body: openHomeCodeRequest, response: { 200: openHomeCodeAnswer } },
    },
    async ({ body, log }): Promise<OpenHomeCodeAnswer> => {
      const answer = await opened(body, options, (err) => log.error({ err }, 'a home code cannot be looked up'));
      // Neither what it says nor which it is.
      log.info(
        { case: body.case, outcome: answer.outcome, ...(answer.outcome === 'found' && { dropped: answer.dropped }) },
        'a home code was shown',
      );
      return answer;
    },
  );
}

async function opened(
  body: OpenHomeCodeRequest,
  { sealing, content, noteUse, now, milliseconds = 5000 }: HomeCodeOptions,
  failed: (error: unknown) => void,
): Promise<OpenHomeCodeAnswer> {
  const refused = (outcome: Exclude<OpenHomeCodeAnswer['outcome'], 'found'>) => ({ protocol: PROTOCOL, outcome });
  const key = await importPrivateKey(crypto, { publicKey: sealing.raw, privateKey: sealing.pkcs8 });
  if (!key.ok) throw new Error(`the hub's own key: ${key.reason}`);
  const code = await openHomeCode(key.value, Buffer.from(body.sealed, 'base64'), inflate);
  if (!code.ok) return refused(code.reason);
  const { id, municipality, made, expires } = code.value;
  if (municipality !== content.municipality.id) return refused('other-municipality');
  const today = todayInTokyo(now());
  // A home clock may be a day ahead; a last day that no home page of ours would write is not believed.
  if (made > addDays(today, 1) || expires < made || expires > addDays(made, DAYS_VALID)) return refused('damaged');
  if (expires < today) return refused('expired');
  const taken = takenFrom(code.value, content, today);
  if (!taken) return refused('damaged');
  try {
    return (await within(milliseconds, noteUse({ id, expires }, body.case))) ? taken : refused('used');
  } catch (error) {
    failed(error);
    return refused('unavailable');
  }
}

/** What it comes to; rejects where that takes longer. */
const within = <Value>(milliseconds: number, done: Promise<Value>): Promise<Value> =>
  Promise.race([
    done,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('it took too long')), milliseconds).unref();
    }),
  ]);
