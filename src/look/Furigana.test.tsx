import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Furigana, piecesWithReadings, withoutReadings } from './Furigana.tsx';

afterEach(cleanup);

const text = '{引|ひ}っこしの{手続|てつづ}きをします';

test('readings stand above their characters', () => {
  const { container } = render(<Furigana text={text} furigana />);
  expect(container.innerHTML).toBe(
    '<ruby>引<rt aria-hidden="true">ひ</rt></ruby>っこしの<ruby>手続<rt aria-hidden="true">てつづ</rt></ruby>きをします',
  );
});

test('without furigana only the base is printed', () => {
  const { container } = render(<Furigana text={text} furigana={false} />);
  expect(container.innerHTML).toBe('引っこしの手続きをします');
  expect(withoutReadings(text)).toBe('引っこしの手続きをします');
});

test.each(['{なまえ}', '{a|}', '{|b}', 'a|b', '{a|b', '', '{a|b|c}'])(
  'braces of another form stay as they are: %s',
  (odd) => {
    expect(withoutReadings(odd)).toBe(odd);
    expect(piecesWithReadings(odd).map(({ base }) => base)).toEqual(odd === '' ? [] : [odd]);
  },
);

test('the same word twice is shown twice', () => {
  const { container } = render(<Furigana text="{子|こ}と{子|こ}" furigana />);
  expect(container.querySelectorAll('ruby')).toHaveLength(2);
});
