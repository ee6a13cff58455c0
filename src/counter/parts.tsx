import type { ReactNode } from 'react';
import { ActionButton, Notice } from '../look/index.ts';
import type { CounterWords } from '../wording/index.ts';
import { type Loaded, useDesk } from './desk.tsx';
import { refreshes, useKeys } from './keys.ts';
import type { Failure } from './staff-hub.ts';

const known = ['unreachable', 'not-allowed', 'not-found', 'already-done', 'too-many'] as const;

/** Why something did not work, in words. That nobody is signed in any more has a dialog of its own. */
export function Failed({
  because,
  words,
  onRetry,
}: {
  because: Failure | undefined;
  words: CounterWords;
  onRetry?: () => void;
}) {
  if (because === undefined || because === 'signed-out') return undefined;
  const named = known.find((one) => one === because);
  return (
    <Notice kind="error" title={words.t('failure.title')}>
      <p>{named === undefined ? words.t('failure.other', { code: because }) : words.t(`failure.${named}`)}</p>
      {onRetry && <ActionButton onPress={onRetry}>{words.t('retry')}</ActionButton>}
    </Notice>
  );
}

/** Something from the hub: while it loads, when it failed, when it is there. */
export function Awaited<Value>(props: {
  loaded: Loaded<Value>;
  again: () => void;
  children: (value: Value) => ReactNode;
}) {
  const { words } = useDesk();
  const { loaded, again, children } = props;
  if (loaded.state === 'loading') return <output>{words.t('loading')}</output>;
  if (loaded.state === 'failed') return <Failed because={loaded.because} words={words} onRetry={again} />;
  return children(loaded.value);
}

/** Asks the hub again, with a key too. */
export function RefreshButton({ onPress }: { onPress: () => void }) {
  const { words } = useDesk();
  useKeys((event) => {
    if (!refreshes(event)) return;
    event.preventDefault();
    onPress();
  });
  return (
    <ActionButton aria-keyshortcuts="Alt+R" onPress={onPress}>
      {words.t('refresh')} <kbd>Alt+R</kbd>
    </ActionButton>
  );
}

/** An instant as a day and a time in Japan. */
export function Time({ at }: { at: string }) {
  return <time dateTime={at}>{useDesk().words.time(at)}</time>;
}

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
}

/**
 * A dense table. The arrow keys move between its rows (`keys.ts`); where there is no room for columns each row
 * stands as a list with its titles.
 */
export function Table<Row>(props: {
  caption?: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}) {
  const { caption, columns, rows, rowKey } = props;
  return (
    <table className="counter-table">
      {caption !== undefined && <caption>{caption}</caption>}
      <thead>
        <tr>
          {columns.map(({ key, title }) => (
            <th key={key} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ key, title, cell }) => (
              <td key={key} data-title={title}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
