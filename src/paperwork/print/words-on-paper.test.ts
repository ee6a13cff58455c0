import { expect, test } from 'vitest';
import { contentOf, fact } from '../../../test/flows/small-content.ts';
import { NO_PHONE } from '../../basics/index.ts';
import { blankWords, dateOnPaper, valueOnPaper } from './words-on-paper.ts';

test('who uses no telephone has that written, and no empty box', () => {
  const words = blankWords(contentOf({ facts: [fact('phone', { type: 'phone' })], parts: [], procedures: [] }), String);
  expect(valueOnPaper(words, 'phone', NO_PHONE)).toBe('電話は使わない');
});

test('days stand in the calendar of the eras with the western year, and what is not known is not made up', () => {
  expect(dateOnPaper('2019-05-01')).toBe('令和元年5月1日（2019年）');
  expect(dateOnPaper('1868-01-01')).toBe('1868年1月1日');
  expect(dateOnPaper('1950-04')).toBe('1950年4月');
  expect(dateOnPaper('不詳')).toBe('不詳');
});
