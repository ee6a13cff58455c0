import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type LiveEvent, paths } from '../protocol/index.ts';
import { listenToHub } from './live.ts';

class FakeStream extends EventTarget {
  static readonly CLOSED = 2;
  static last: FakeStream;
  readyState = 1;
  readonly address: string;
  close = vi.fn<() => void>();
  constructor(address: string) {
    super();
    this.address = address;
    FakeStream.last = this;
  }
  say = (text: string) => this.dispatchEvent(new MessageEvent('message', { data: text }));
  lose = () => this.dispatchEvent(new Event('error'));
  refuse = () => {
    this.readyState = FakeStream.CLOSED;
    this.lose();
  };
}

beforeEach(() => vi.stubGlobal('EventSource', FakeStream));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const anything: LiveEvent = { what: 'anything' };
const closed: LiveEvent = { what: 'task', task: 3 };

test('the beginning is no change; what is said after it is, and a stream that was lost may have missed something', () => {
  const heard: LiveEvent[] = [];
  const stop = listenToHub((event) => heard.push(event));
  const stream = FakeStream.last;
  expect(stream.address).toBe(paths.live);
  stream.say(JSON.stringify(anything));
  expect(heard).toEqual([]);
  stream.say(JSON.stringify(closed));
  stream.lose();
  stream.say(JSON.stringify(anything));
  expect(heard).toEqual([closed, anything]);
  stop();
  expect(stream.close).toHaveBeenCalledOnce();
});

test('a hub that was not reached at first may have changed something; what cannot be read may be anything', () => {
  const heard: LiveEvent[] = [];
  listenToHub((event) => heard.push(event));
  const stream = FakeStream.last;
  stream.lose();
  expect(heard).toEqual([]);
  stream.say(JSON.stringify(anything));
  stream.say('{"what":"new-kind"}');
  stream.say('{');
  expect(heard).toEqual([anything, anything, anything]);
});

test('a stream that is refused is asked for again a while later, until nobody listens', () => {
  vi.useFakeTimers();
  const heard: LiveEvent[] = [];
  const stop = listenToHub((event) => heard.push(event));
  const first = FakeStream.last;
  first.refuse();
  expect(FakeStream.last).toBe(first);
  vi.advanceTimersByTime(60_000);
  const second = FakeStream.last;
  expect(second).not.toBe(first);
  second.say(JSON.stringify(anything));
  expect(heard).toEqual([anything]);
  second.refuse();
  stop();
  vi.advanceTimersByTime(60_000);
  expect(FakeStream.last).toBe(second);
});
