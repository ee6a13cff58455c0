import { act, cleanup, render, screen } from '@testing-library/react';
import { type ComponentType, Suspense } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { lazily } from './lazily.ts';

afterEach(cleanup);

const Part = ({ word }: { word: string }) => <p>{word}</p>;
const shown = (Lazy: ComponentType<{ word: string }>) => (
  <Suspense fallback="one moment">
    <Lazy word="here" />
  </Suspense>
);

test('what was fetched before shows at once, without an empty screen', async () => {
  const fetched = vi.fn<() => Promise<typeof Part>>(() => Promise.resolve(Part));
  const Lazy = lazily(fetched);
  await Lazy.preload();
  render(shown(Lazy));
  expect(screen.getByText('here')).toBeTruthy();
  expect(fetched).toHaveBeenCalledTimes(1);
});

test('what was not fetched yet is fetched when it is shown', async () => {
  const Lazy = lazily(() => Promise.resolve(Part));
  await act(async () => {
    render(shown(Lazy));
  });
  expect(screen.getByText('here')).toBeTruthy();
});

test('a fetch that failed is tried again', async () => {
  let online = false;
  const Lazy = lazily(() => (online ? Promise.resolve(Part) : Promise.reject(new Error('offline'))));
  await expect(Lazy.preload()).rejects.toThrow('offline');
  online = true;
  await Lazy.preload();
  render(shown(Lazy));
  expect(screen.getByText('here')).toBeTruthy();
});
