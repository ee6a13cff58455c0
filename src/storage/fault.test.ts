import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { Faulted, faultOf } from './fault.ts';

const thrown = (name: string) => new DOMException('', name);

test.each([
  ['the disk is full', thrown('QuotaExceededError'), 'full'],
  ['the disk is full at the commit', new Dexie.AbortError('aborted', thrown('QuotaExceededError')), 'full'],
  ['one of several rows found no room', new Dexie.BulkError('', [thrown('QuotaExceededError')]), 'full'],
  ['the browser closed the database', new Dexie.DatabaseClosedError(), 'closed'],
  ['the browser closed it in the middle', new Dexie.AbortError(''), 'closed'],
  ['the connection was lost', thrown('UnknownError'), 'closed'],
  ['the connection is closing', thrown('InvalidStateError'), 'closed'],
  ['another tab wrote the same row', thrown('ConstraintError'), 'second-tab'],
  ['our own check failed within a transaction', new Dexie.AbortError('aborted', new Faulted('gone', 'x')), 'gone'],
  ['a programmer erred', new TypeError('x is not a function'), 'unknown'],
  ['something was thrown that is no error', 'oops', 'unknown'],
] as const)('while working: %s', (_, error, kind) => {
  expect(faultOf(error, 'working').kind).toBe(kind);
});

test.each([
  ['there is no IndexedDB', new Dexie.MissingAPIError(), 'refused'],
  ['site data is switched off', thrown('SecurityError'), 'refused'],
  ['the window is private', thrown('InvalidStateError'), 'refused'],
  ['the profile is broken', thrown('UnknownError'), 'refused'],
  ['a newer version was here', thrown('VersionError'), 'newer-version'],
  ['the disk is full', thrown('QuotaExceededError'), 'full'],
] as const)('while opening: %s', (_, error, kind) => {
  expect(faultOf(error, 'opening').kind).toBe(kind);
});

test('the cause is a name for staff, without anything that was stored', () => {
  expect(faultOf(new DOMException('みほん　花子', 'DataError'), 'working')).toEqual({
    kind: 'unknown',
    cause: 'DataError',
  });
});
