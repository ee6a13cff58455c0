import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { newId } from '../../src/basics/index.ts';
import type { Action, Deed, Statement } from '../../src/case/index.ts';

/**
 * The actions of one invented visit, the same in every run: みほん 花子 moves in with her son, comes back to one answer,
 * and calls staff once. Every kind of action of today's format occurs.
 */
export function storedCase(): Action[] {
  let time = Date.parse('2026-11-20T01:00:00.000Z');
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
  const said = (subject: string, source: Statement['source'], facts: Record<string, Value>): Statement[] =>
    Object.entries(facts).map(([fact, value]) => ({ subject, fact, said: { value }, source }));
  const answer = (step: string, subject: string, facts: Record<string, Value>) =>
    did({ type: 'answered', step, statements: said(subject, 'resident', facts) });

  const caseId = newId(ids);
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

type Value = Extract<Statement['said'], { value: unknown }>['value'];

// `node test/upgrade/stored-case.ts NAME` freezes today's format. A file of a released version is never written again.
if (import.meta.main) {
  const name = process.argv[2] ?? 'case-format-1';
  const file = path.join(import.meta.dirname, `${name}.json`);
  writeFileSync(file, `${JSON.stringify(storedCase(), null, 2)}\n`, { flag: 'wx' });
}
