import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { Town } from '../content/index.ts';
import { ActionButton, Choice, ChoiceGroup, NumberPad, TextField } from '../look/index.ts';
import { type ShellKey, useWords } from '../wording/index.ts';
import { type AskProps, dontKnow } from './answer.ts';
import type { Complaint } from './complaint.ts';
import { JapanesePhrase, Phrase } from './Phrase.tsx';
import { tappedAddress, type TownOffered, townsByPostcode, townsByRow } from './town-list.ts';
import { useReady } from './useReady.ts';
import { checkWritten } from './written-check.ts';

interface TownAddressProps extends AskProps {
  towns: readonly Town[];
  unknown: boolean;
  onTyped: () => void;
}

/** An address by taps: town, 丁目, numbers; only the name of a building is typed. The value is one line. */
export function TownAddress(props: TownAddressProps) {
  const { onTyped } = props;
  const [town, setTown] = useState<TownOffered>();
  const [chome, setChome] = useState('');
  const start = useRef<HTMLParagraphElement>(null);
  const wasTapped = useRef(false);
  const stage =
    town === undefined ? 'town' : town.chome !== 'some' && town.chome.length > 0 && chome === '' ? 'chome' : 'numbers';
  useEffect(() => {
    if (wasTapped.current) start.current?.focus(); // what was tapped is gone: go on where the address stands now
  }, [stage]);
  const pick = (change: () => void) => {
    wasTapped.current = true;
    change();
    onTyped();
  };
  const choose = (found: TownOffered | undefined) =>
    pick(() => {
      setTown(found);
      setChome('');
    });
  return (
    <div className="answer-typed">
      <SoFar at={start} city={props.addressStart} town={town} chome={chome} onAgain={() => choose(undefined)} />
      {town === undefined && <ChooseTown {...props} onTown={choose} />}
      {town && stage === 'chome' && (
        <ChooseChome {...props} town={town} onChome={(number) => pick(() => setChome(number))} />
      )}
      {town && stage === 'numbers' && <Numbers {...props} town={town} chome={chome} />}
    </div>
  );
}

interface SoFarProps {
  at: RefObject<HTMLParagraphElement | null>;
  city: string | undefined;
  town: TownOffered | undefined;
  chome: string;
  onAgain: () => void;
}

function SoFar({ at, city = '', town, chome, onAgain }: SoFarProps) {
  const { t } = useWords();
  return (
    <div className="answer-address-so-far">
      <p ref={at} tabIndex={-1} className="answer-address-start">
        <JapanesePhrase text={`${city}${town?.name ?? ''}${chome === '' ? '' : `${chome}丁目`}`} />
      </p>
      {town && (
        <ActionButton kind="secondary" onPress={onAgain}>
          <Phrase text={t('address.other-town')} />
        </ActionButton>
      )}
    </div>
  );
}

const POSTCODE = 'postcode';
/** A list that is taken in at a glance needs no rows before it. */
const FEW = 12;

function ChooseTown({
  towns,
  unknown,
  advance,
  labelledBy,
  onTown,
  onTyped,
  onSaid,
  onReady,
}: TownAddressProps & {
  onTown: (town: TownOffered) => void;
}) {
  const { t, plain } = useWords();
  const name = useId();
  const rows = townsByRow(towns);
  const few = rows.reduce((sum, { towns: own }) => sum + own.length, 0) <= FEW;
  const [row, setRow] = useState<string>();
  const [digits, setDigits] = useState('');
  const [chosen, setChosen] = useState<TownOffered>();
  const shown = few
    ? rows.flatMap(({ towns: own }) => own)
    : row === POSTCODE
      ? digits.length < 3
        ? []
        : townsByPostcode(towns, digits)
      : (rows.find((one) => one.row === row)?.towns ?? []);
  useReady(onReady, unknown ? () => onSaid(dontKnow) : chosen && (() => onTown(chosen)));
  const lookFor = (next: string | undefined, typed: string) => {
    setRow(next);
    setDigits(typed);
    setChosen(undefined);
    onTyped();
  };
  return (
    <>
      {!few && (
        <ChoiceGroup labelledBy={labelledBy}>
          {rows.map(({ row: kana }) => (
            <Choice
              key={kana}
              kind="radio"
              size="compact"
              name={`${name}-row`}
              value={kana}
              checked={row === kana}
              onPick={() => lookFor(kana, '')}
              label={<Phrase text={t('address.kana-row', { kana })} />}
            />
          ))}
          <Choice
            kind="radio"
            size="compact"
            name={`${name}-row`}
            value={POSTCODE}
            checked={row === POSTCODE}
            onPick={() => lookFor(POSTCODE, '')}
            label={<Phrase text={t('address.by-postcode')} />}
          />
        </ChoiceGroup>
      )}
      {row === POSTCODE && (
        <NumberPad
          label={<Phrase text={t('address.postcode')} />}
          value={digits}
          onChange={(typed) => lookFor(POSTCODE, typed)}
          length={7}
          format={(typed) => (typed.length > 3 ? `${typed.slice(0, 3)}-${typed.slice(3)}` : typed)}
          announce={(count) => plain('pad.count', { count })}
          eraseLabel={plain('pad.erase')}
          keysLabel={plain('pad.keys')}
          error={digits.length >= 3 && shown.length === 0 ? <Phrase text={t('address.postcode-none')} /> : undefined}
        />
      )}
      {shown.length > 0 && (
        <ChoiceGroup legend={<Phrase text={t('address.which-town')} />}>
          {shown.map((town) => (
            <Choice
              key={`${town.name} ${town.reading}`}
              kind="radio"
              size="compact"
              name={`${name}-town`}
              value={town.name}
              checked={chosen?.name === town.name && chosen.reading === town.reading}
              onPick={() => {
                setChosen(town);
                onTyped();
                if (advance) onTown(town);
              }}
              label={<JapanesePhrase text={town.name} />}
              note={<JapanesePhrase text={town.reading} />}
            />
          ))}
        </ChoiceGroup>
      )}
    </>
  );
}

function ChooseChome({
  town,
  unknown,
  advance,
  onChome,
  onSaid,
  onReady,
}: TownAddressProps & { town: TownOffered; onChome: (number: string) => void }) {
  const { t } = useWords();
  const name = useId();
  const [chosen, setChosen] = useState('');
  useReady(onReady, unknown ? () => onSaid(dontKnow) : chosen === '' ? undefined : () => onChome(chosen));
  if (town.chome === 'some') return null;
  return (
    <ChoiceGroup legend={<Phrase text={t('address.which-chome')} />}>
      {town.chome.map((number) => (
        <Choice
          key={number}
          kind="radio"
          size="compact"
          name={name}
          value={String(number)}
          checked={chosen === String(number)}
          onPick={() => {
            setChosen(String(number));
            if (advance) onChome(String(number));
          }}
          label={<Phrase text={t('address.chome', { number })} />}
        />
      ))}
    </ChoiceGroup>
  );
}

type NumberName = 'chome' | 'block' | 'number' | 'room';

/** The most digits of a number. */
const MOST_DIGITS = 5;

function Numbers(props: TownAddressProps & { town: TownOffered; chome: string }) {
  const { fact, town, chome, addressStart = '', unknown, onTyped, onSaid, onReady } = props;
  const { t, plain } = useWords();
  const name = useId();
  const asksChome = town.chome === 'some';
  const [digits, setDigits] = useState<Record<NumberName, string>>({ chome, block: '', number: '', room: '' });
  const [building, setBuilding] = useState('');
  const [active, setActive] = useState<NumberName>(asksChome ? 'chome' : town.blocks.length > 0 ? 'number' : 'block');
  const [complaint, setComplaint] = useState<Complaint>();
  const labels: Record<NumberName, ShellKey> = {
    chome: 'address.chome-number',
    block: town.blocks.length > 0 ? 'address.banchi' : 'address.ban',
    number: town.blocks.length > 0 ? 'address.after-banchi' : 'address.go',
    room: 'address.room',
  };
  const change = (which: NumberName, value: string) => {
    setDigits((before) => ({ ...before, [which]: value }));
    setComplaint(undefined);
    onTyped();
  };
  const submit = () => {
    if (unknown) return onSaid(dontKnow);
    const whole = checkWritten(tappedAddress({ city: addressStart, town, ...digits, building: building.trim() }), fact);
    if (whole.ok) onSaid({ value: whole.value });
    else setComplaint(whole.reason);
  };
  useReady(onReady, submit);

  const box = (which: NumberName) => (
    <TextField
      key={which}
      inputMode="none"
      lang="ja"
      data-active={which === active || undefined}
      label={<Phrase text={t(labels[which])} />}
      value={digits[which]}
      onFocus={() => setActive(which)}
      onKeyDown={({ key, nativeEvent }) => {
        if (key === 'Enter' && !nativeEvent.isComposing) submit();
      }}
      onChange={({ target }) =>
        change(which, target.value.normalize('NFKC').replaceAll(/\D/g, '').slice(0, MOST_DIGITS))
      }
    />
  );
  return (
    <div className="answer-address">
      <div className="answer-address-fields">
        {town.blocks.length > 0 && (
          <ChoiceGroup legend={<Phrase text={t('address.banchi')} />}>
            {town.blocks.map((block) => (
              <Choice
                key={block}
                kind="radio"
                size="compact"
                name={name}
                value={block}
                checked={digits.block === block}
                onPick={() => change('block', block)}
                label={block}
              />
            ))}
          </ChoiceGroup>
        )}
        <div className="answer-address-numbers">
          {asksChome && box('chome')}
          {box('block')}
          {box('number')}
        </div>
        <TextField
          lang="ja"
          label={<Phrase text={t('address.building')} />}
          value={building}
          error={complaint && <Phrase text={t(complaint.key, complaint.values)} />}
          onKeyDown={({ key, nativeEvent }) => {
            if (key === 'Enter' && !nativeEvent.isComposing) submit();
          }}
          onChange={({ target }) => {
            setBuilding(target.value);
            setComplaint(undefined);
            onTyped();
          }}
        />
        <div className="answer-address-numbers">{box('room')}</div>
      </div>
      <div className="answer-address-pad">
        <NumberPad
          label={<Phrase text={t(labels[active])} />}
          value={digits[active]}
          onChange={(value) => change(active, value)}
          length={MOST_DIGITS}
          announce={(count) => plain('pad.count', { count })}
          eraseLabel={plain('pad.erase')}
          keysLabel={plain('pad.keys')}
        />
      </div>
    </div>
  );
}
