import { ActionButton, Frame, Notice, Question } from '../../look/index.ts';
import { useKiosk } from '../kiosk-context.tsx';
import type { Trouble } from '../session.ts';
import { Said, useWords } from '../words.tsx';
import { Enrol } from './Enrol.tsx';

/** Which words tell it: the parts of `trouble.*`. */
const words = {
  full: 'disk-full',
  closed: 'unexpected',
  refused: 'storage-refused',
  blocked: 'second-tab',
  'second-tab': 'second-tab',
  'key-lost': 'key-lost',
  'no-keeper': 'no-keeper',
  'newer-version': 'unexpected',
  gone: 'key-lost',
  unknown: 'unexpected',
  'hub-unreachable': 'hub-unreachable',
  'content-broken': 'content-broken',
} as const satisfies Record<Exclude<Trouble, 'not-enrolled' | 'other-hub'>, string>;

/** What happened, that nothing was lost, and the one thing to do. */
export function TroubleScreen({ trouble }: { trouble: Trouble }) {
  const { municipality, send, session } = useKiosk();
  const { t, plain } = useWords();
  if (trouble === 'not-enrolled' || trouble === 'other-hub') return <Enrol because={trouble} />;
  return (
    <Frame
      screen={`trouble-${trouble}`}
      title={municipality}
      moreLabel={plain(t('action.more-below'))}
      back={
        trouble === 'no-keeper' &&
        !session && (
          <ActionButton onPress={() => send({ type: 'SET_ASIDE' })}>
            <Said of={t('trouble.no-keeper.aside')} />
          </ActionButton>
        )
      }
      next={
        <ActionButton kind="primary" onPress={() => send({ type: 'RETRY' })}>
          <Said of={t('action.again')} />
        </ActionButton>
      }
    >
      <Question>
        <Said of={t(`trouble.${words[trouble]}.title`)} />
      </Question>
      <Notice kind="error" title={<Said of={t('trouble.nothing-lost')} />}>
        <p>
          <Said of={t(`trouble.${words[trouble]}.text`)} />
        </p>
      </Notice>
    </Frame>
  );
}
