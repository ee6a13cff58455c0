import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useController, useForm } from 'react-hook-form';
import * as z from 'zod/mini';
import { KanaPad, TextField } from '../look/index.ts';
import { useWords } from '../wording/index.ts';
import { type AskProps, dontKnow, textOf } from './answer.ts';
import { Phrase } from './Phrase.tsx';
import { CheckNotice, StandIns, UNKNOWN } from './StandIns.tsx';
import { complaintIn, field } from './typed-field.ts';
import { useReady } from './useReady.ts';
import { checkWritten } from './written-check.ts';

/** Outside of the component: the library keeps the first schema it makes for good, and with it all that its check sees. */
const schemaOf = (fact: AskProps['fact']) => z.object({ text: field((text) => checkWritten(text, fact)) });

/** Text, a name, or how a name is read; a reading (フリガナ) can be tapped. */
export function AskText({ fact, label, known, advance, labelledBy, onSaid, onReady }: AskProps) {
  const { t, plain } = useWords();
  const [unknown, setUnknown] = useState(known.unknown === true);
  const [schema] = useState(() => schemaOf(fact));
  const { control, handleSubmit, clearErrors, setFocus } = useForm({
    defaultValues: { text: textOf(known) ?? '' },
    resolver: zodResolver(schema),
    reValidateMode: 'onSubmit',
  });
  const { field: input, fieldState } = useController({ control, name: 'text' });
  const complaint = complaintIn(fieldState.error?.message);

  const write = (text: string) => {
    input.onChange(text);
    clearErrors();
    setUnknown(false);
  };
  const submit = () => {
    if (unknown) onSaid(dontKnow);
    else
      void handleSubmit(
        ({ text }) => onSaid({ value: text }),
        () => setFocus('text'),
      )();
  };
  useReady(onReady, submit);

  const hint =
    fact.type === 'name' ? t('text.name-hint') : fact.type === 'reading' ? t('text.reading-hint') : undefined;
  return (
    <form
      className="answer-typed"
      noValidate
      aria-labelledby={labelledBy}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <CheckNotice known={known} />
      <TextField
        {...input}
        label={<Phrase text={label} />}
        hint={hint && <Phrase text={hint} />}
        error={complaint && <Phrase text={t(complaint.key, complaint.values)} />}
        lang="ja"
        onChange={(event) => write(event.target.value)}
      />
      {fact.type === 'reading' && (
        <KanaPad
          value={input.value}
          onChange={write}
          words={{
            keys: plain('kana.pad'),
            forms: plain('kana.small'),
            space: plain('kana.space'),
            erase: plain('pad.erase'),
          }}
        />
      )}
      <StandIns
        chosen={unknown ? UNKNOWN : undefined}
        advance={advance}
        onSaid={onSaid}
        onChosen={(id) => {
          setUnknown(id !== undefined);
          clearErrors();
        }}
      />
    </form>
  );
}
