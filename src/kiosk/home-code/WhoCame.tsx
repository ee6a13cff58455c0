import { ActionButton, Choice, ChoiceGroup, Frame, Question } from '../../look/index.ts';
import type { OpenedHomeCode } from '../../protocol/index.ts';
import { DisplayControls } from '../DisplayControls.tsx';
import { useKiosk } from '../kiosk-context.tsx';
import { Said, useWords } from '../words.tsx';

/** Who stands here today: that is asked anew, whoever answered at home. */
export function WhoCame(props: {
  opened: OpenedHomeCode;
  onBack: () => void;
  /** The person of the code, or nobody of them. */
  onChosen: (person: string | undefined) => void;
}) {
  const { opened, onBack, onChosen } = props;
  const { municipality, callStaff } = useKiosk();
  const { t, plain } = useWords();
  const nameOf = (facts: OpenedHomeCode['case']) => facts.find(({ fact }) => fact === 'name')?.value;
  const named = opened.people.flatMap(({ person, facts }) => {
    const name = nameOf(facts);
    return person !== opened.visitor && typeof name === 'string' ? [{ person, name }] : [];
  });
  const choice = (value: string, label: string, person: string | undefined) => (
    <Choice
      key={value}
      kind="radio"
      name="who-came"
      value={value}
      checked={false}
      label={<Said of={label} />}
      onPick={() => onChosen(person)}
    />
  );
  return (
    <Frame
      screen="home-code-who"
      title={municipality}
      controls={<DisplayControls />}
      moreLabel={plain(t('action.more-below'))}
      discreet
      back={
        <ActionButton icon="back" onPress={onBack}>
          <Said of={t('action.back')} />
        </ActionButton>
      }
      call={
        <ActionButton kind="quiet" icon="bell" onPress={() => callStaff('home-code')}>
          <Said of={t('action.call-staff')} />
        </ActionButton>
      }
    >
      <Question
        id="who-came"
        note={<Said of={t(opened.dropped > 0 ? 'home-code.who.dropped' : 'home-code.who.lead')} />}
      >
        <Said of={t('home-code.who')} />
      </Question>
      <ChoiceGroup labelledBy="who-came" columns={1}>
        {choice('self', t('home-code.who.self'), opened.visitor)}
        {named.map(({ person, name }) => choice(person, t('person.named', { name }), person))}
        {choice('other', t('home-code.who.other'), undefined)}
      </ChoiceGroup>
    </Frame>
  );
}
