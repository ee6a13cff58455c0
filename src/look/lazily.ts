import { type ComponentType, createElement, use } from 'react';

export type Lazily<Props> = ComponentType<Props> & { preload: () => Promise<unknown> };

/**
 * A component that is fetched when it is first shown, or before, by `preload`. Unlike `React.lazy` it shows at once
 * when it is there already: no empty screen between one question and the next.
 */
export function lazily<Props extends object>(fetch: () => Promise<ComponentType<Props>>): Lazily<Props> {
  let there: ComponentType<Props> | undefined;
  let coming: Promise<ComponentType<Props>> | undefined;
  const preload = () => {
    coming ??= fetch().then(
      (Part) => (there = Part),
      (error: unknown) => {
        coming = undefined; // the next try fetches again
        throw error;
      },
    );
    return coming;
  };
  function Shown(props: Props) {
    return createElement(there ?? use(preload()), props);
  }
  return Object.assign(Shown, { preload });
}
