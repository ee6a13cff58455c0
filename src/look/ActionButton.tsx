import type { ComponentProps, ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';
import { usePress } from './press.ts';

export type ActionButtonProps = Omit<ComponentProps<'button'>, 'onClick' | 'onKeyDown' | 'disabled' | 'children'> & {
  /** The words on the button. An icon never stands alone. */
  children: ReactNode;
  onPress: () => void;
  /** `primary` once a screen, `quiet` for the header and for help. Default `secondary`. */
  kind?: 'primary' | 'secondary' | 'quiet' | undefined;
  /** Drawn before the words. */
  icon?: IconName | undefined;
  /** Drawn after the words. */
  iconAfter?: IconName | undefined;
  /** Cannot be used now. It still takes the focus and is still read, so that nobody wonders where it went. */
  unavailable?: boolean | undefined;
  /** Called when it is pressed while unavailable: the place to say what is missing. */
  onRefused?: (() => void) | undefined;
};

/** A button for one action: at least 56 px high, deaf to double taps, never silently dead. */
export function ActionButton(props: ActionButtonProps) {
  const { children, onPress, kind, icon, iconAfter, unavailable, onRefused, className, ...rest } = props;
  const press = usePress<HTMLButtonElement>(() => {
    if (unavailable) onRefused?.();
    else onPress();
  });
  return (
    <button
      type="button"
      {...rest}
      {...press}
      className={className ? `look-button ${className}` : 'look-button'}
      data-kind={kind ?? 'secondary'}
      aria-disabled={unavailable || undefined}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {iconAfter && <Icon name={iconAfter} />}
    </button>
  );
}
