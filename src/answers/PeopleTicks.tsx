import { useWords } from '../wording/index.ts';
import type { PersonShown } from './answer.ts';
import { JapanesePhrase, Phrase } from './Phrase.tsx';
import { SingleChoice } from './SingleChoice.tsx';
import { Ticks, type TicksProps } from './Ticks.tsx';

const NONE = 'none';
const UNKNOWN = 'unknown';

/**
 * Whom something concerns: each person, everyone, nobody, don't know. Of one person alone it is a single choice, and
 * leads on by itself.
 */
export function PeopleTicks(
  props: { people: readonly PersonShown[] } & Pick<
    TicksProps,
    'initial' | 'check' | 'advance' | 'compact' | 'labelledBy' | 'onTicked' | 'onReady'
  >,
) {
  const { people, initial, onTicked, ...rest } = props;
  const { t } = useWords();
  const items = people.map(({ id, name, note }) => ({
    id,
    label: <JapanesePhrase text={name} />,
    note: note && <Phrase text={note} />,
  }));
  const none = <Phrase text={t('answer.nobody')} />;
  if (items.length === 1) {
    return (
      <SingleChoice
        {...rest}
        options={[...items, { id: NONE, label: none }, { id: UNKNOWN, label: <Phrase text={t('answer.dont-know')} /> }]}
        initial={initial === undefined ? undefined : initial === 'unknown' ? UNKNOWN : (initial[0] ?? NONE)}
        columns={3}
        onChosen={(id) => onTicked(id === UNKNOWN ? 'unknown' : id === NONE ? [] : [id])}
      />
    );
  }
  return (
    <Ticks
      {...rest}
      items={items}
      initial={initial}
      onTicked={onTicked}
      columns={2}
      all={<Phrase text={t('answer.everyone')} />}
      none={none}
    />
  );
}
