import { type ComponentProps, type ReactNode, useId } from 'react';
import { Icon } from './icons.tsx';

export type TextFieldProps = Omit<ComponentProps<'input'>, 'children'> & {
  label: ReactNode;
  /** What to write, and an example. */
  hint?: ReactNode;
  /** What is wrong and how to put it right; announced when it appears. */
  error?: ReactNode;
  /** A unit behind the field. */
  suffix?: ReactNode;
};

/**
 * One line of text with its label above. Takes everything a native input takes, `ref` included, so that a form library
 * can hold it.
 */
export function TextField({ label, hint, error, suffix, ...rest }: TextFieldProps) {
  const own = useId();
  const id = rest.id ?? own;
  const about = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="look-field" data-error={error ? true : undefined}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="look-field-hint">
          {hint}
        </p>
      )}
      <div className="look-field-line">
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          {...rest}
          id={id}
          aria-describedby={about || undefined}
          aria-invalid={error ? true : undefined}
        />
        {suffix && <span>{suffix}</span>}
      </div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

/** The place of a field's error: always there, so that its words are announced when they come. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={id} role="alert" className="look-field-error">
      {children && (
        <>
          <Icon name="error" />
          <span>{children}</span>
        </>
      )}
    </div>
  );
}
