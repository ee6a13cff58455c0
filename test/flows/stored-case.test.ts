import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Action, action } from '../../src/case/index.ts';
import { CASE } from '../../src/conditions/index.ts';
import { compile, Course, statementsOf } from '../../src/engine/index.ts';
import { catalogue } from './catalogue.ts';

const folder = path.join(import.meta.dirname, '../upgrade');
const content = catalogue();

test.each(globSync('case-format-*.json', { cwd: folder }))(
  '%s opens in the engine, under the content of today',
  (file) => {
    const stored = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as unknown[];
    const actions = stored.map((one): Action => action.parse(one));
    const [first] = actions;
    if (first?.type !== 'opened') throw new Error('a case begins by being opened');
    const course = new Course(compile(content, first.events));
    const opened = course.open(actions);
    if (!opened.ok) throw new Error(opened.reason);
    const { visit, refused } = opened.value;
    expect(visit.actions).toEqual(actions);
    expect(refused.filter(({ reason }) => reason === 'no-way')).toEqual([]);
    expect(visit.outlook.findings.length).toBeGreaterThan(10);

    // Whatever was said of a fact that there still is, is still there; what was left out is named.
    const { situation, view } = visit.outlook;
    const leftOut = refused.flatMap(({ statements = [] }) => statements);
    for (const statement of actions.flatMap(statementsOf)) {
      if (leftOut.includes(statement)) continue;
      const index = course.program.byId.get(statement.fact)?.index ?? -1;
      const person = statement.subject === 'case' ? CASE : situation.person(statement.subject);
      expect(person).toBeDefined();
      expect(situation.entries(index, person ?? CASE).map(({ said }) => said)).toContainEqual(statement.said);
    }
    expect(view.state.prepared?.receipt).toMatch(/./);
  },
);
