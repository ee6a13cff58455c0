import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { newId } from '../../src/basics/index.ts';
import { type Action, carriedOver, type Deed, type Statement } from '../../src/case/index.ts';

/** Writes actions down as they are done from a time on, the same in every run. */
function pen(from: string) {
  let time = Date.parse(from);
  let drawn = 0;
  const ids = {
    now: () => time,
    random: (bytes: number) => Uint8Array.from({ length: bytes }, () => (drawn = (drawn * 73 + 41) % 256)),
  };
  const actions: Action[] = [];
  const did = (deed: Deed, role: Action['by']['role'] = 'resident') => {
    time += 4000;
    const by = role === 'staff' ? { role, account: 'counter-3' } : { role };
    const at = new Date(time).toISOString();
    actions.push({ id: newId(ids), at, by, device: 'kiosk-1', content: 'c0ffee00c0ffee00', ...deed });
  };
  return { actions, did, caseId: newId(ids) };
}

/**
 * The actions of one invented visit, the same in every run: みほん 花子 moves in with her son, comes back to one answer,
 * and calls staff once. What else may happen to a case stands in `continuedCase` and in the files frozen by hand.
 */
export function storedCase(): Action[] {
  const { actions, did, caseId } = pen('2026-11-20T01:00:00.000Z');
  const said = (subject: string, source: Statement['source'], facts: Record<string, Value>): Statement[] =>
    Object.entries(facts).map(([fact, value]) => ({ subject, fact, said: { value }, source }));
  const answer = (step: string, subject: string, facts: Record<string, Value>) =>
    did({ type: 'answered', step, statements: said(subject, 'resident', facts) });

  did({
    type: 'opened',
    format: 1,
    case: caseId,
    today: '2026-11-20',
    municipality: 'mihon',
    events: ['moving-in'],
    visitor: 'p1',
  });
  did({ type: 'passed', step: 'purpose' });
  answer('out-notice', 'case', { 'out-notice': 'paper' });
  answer('move-date', 'case', { 'move-date': '2026-11-14' });
  did({
    type: 'answered',
    step: 'planned-out-date',
    statements: [{ subject: 'case', fact: 'planned-out-date', said: { unknown: true }, source: 'resident' }],
  });
  did(
    {
      type: 'recorded',
      statements: said('p1', 'card', {
        name: 'みほん　花子',
        'birth-date': '1990-05-12',
        sex: 'female',
        'former-address': '架空県見本郡例示町大字仮1234番地5',
      }),
    },
    'device',
  );
  did({ type: 'passed', step: 'cards' });
  did({ type: 'person-added', person: 'p2' });
  did({ type: 'person-added', person: 'p3' });
  did({ type: 'person-removed', person: 'p3' });
  did(
    {
      type: 'recorded',
      statements: said('p2', 'register', {
        name: 'みほん　太郎',
        reading: 'ミホン　タロウ',
        'birth-date': '2019-04-02',
      }),
    },
    'device',
  );
  did({ type: 'passed', step: 'household' });
  answer('movers', 'case', { movers: ['p1', 'p2'] });
  did({
    type: 'answered',
    step: 'has-card',
    statements: [...said('p1', 'resident', { 'has-card': true }), ...said('p2', 'resident', { 'has-card': false })],
  });
  answer('new-address', 'case', { 'new-address': 'みほん市本町一丁目2番3号　例示ハイツ101' });
  did({ type: 'went-to', step: 'move-date', why: 'change' });
  answer('move-date', 'case', { 'move-date': '2026-11-15' });
  did({ type: 'went-to', step: 'movers', why: 'walk' });
  did({ type: 'staff-called', reason: 'resident' });
  did({ type: 'recorded', statements: said('case', 'staff', { 'former-head': 'みほん　一郎' }) }, 'staff');
  did({ type: 'day-set', today: '2026-11-21' }, 'staff');
  did({ type: 'prepared', receipt: 'A-017' });
  return actions;
}

/**
 * The next day みほん 花子 takes her case up again and signs on the screen, once more after she took it back. Staff accept
 * what she applied for and write the register's numbers back, one of them a second time.
 */
export function continuedCase(): Action[] {
  const earlier = storedCase();
  const [first] = earlier;
  if (first?.type !== 'opened') throw new Error('a case begins by being opened');
  const { format, today, municipality, events, visitor, case: continues } = first;
  const { actions, did, caseId } = pen('2026-11-21T01:00:00.000Z');
  did({ type: 'opened', format, case: caseId, today, municipality, events, visitor, continues }, 'staff');
  actions.push(...carriedOver(earlier));
  did({ type: 'day-set', today: '2026-11-21' }, 'staff');

  const place = { procedure: 'move-in-notification', subject: 'case', form: 'resident-change', box: 'signature' };
  const signed = JSON.stringify([
    'kakanai signature 1',
    place.procedure,
    place.subject,
    place.form,
    [['move-date', null, '2026-11-15']],
  ]);
  const digest = createHash('sha256').update(signed).digest('hex');
  const strokes = [
    [300, 700, 600, 200, 900, 800],
    [0, 0, 3000, 1000],
  ];
  did({ type: 'signed', place, signed, digest, strokes: strokes.slice(0, 1) });
  did({ type: 'signature-withdrawn', place });
  did({ type: 'signed', place, signed, digest, strokes });
  did({ type: 'prepared', receipt: 'A-018' });

  did({ type: 'accepted', procedure: 'move-in-notification', subject: 'case' }, 'staff');
  did({ type: 'accepted', procedure: 'mynumber-card-continued-use', subject: 'p1' }, 'staff');
  const numbers = (person: string, addresseeNumber: string) => ({
    person,
    addresseeNumber,
    householdNumber: '0000007',
  });
  did({ type: 'register-entered', numbers: [numbers('p1', '000000001'), numbers('p2', '000000003')] }, 'staff');
  did({ type: 'register-entered', numbers: [numbers('p2', '000000002')] }, 'staff');
  return actions;
}

type Value = Extract<Statement['said'], { value: unknown }>['value'];

// `node test/upgrade/stored-case.ts NAME [continued]` freezes today's format. A file of a released version is never
// written again.
if (import.meta.main) {
  const [name = 'case-format-1', which] = process.argv.slice(2);
  const file = path.join(import.meta.dirname, `${name}.json`);
  const written = which === 'continued' ? continuedCase() : storedCase();
  writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`, { flag: 'wx' });
}
