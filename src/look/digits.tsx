import { Icon } from './icons.tsx';
import { inRows, type PadKey } from './KeyRows.tsx';

/** 1 to 9, then 0: as on a telephone. */
export const digitOrder = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0] as const;

/** The ten digits in chance order, for a pad that must not be read from the movement of the hand. */
export function shuffledDigits(random: () => number): number[] {
  const left: number[] = [...digitOrder];
  const order: number[] = [];
  while (left.length > 0) order.push(...left.splice(Math.floor(random() * left.length), 1));
  return order;
}

/** The rows of a pad of digits, with a key to erase the last one. */
export function digitRows(pad: {
  order?: readonly number[] | undefined;
  onDigit: (digit: number) => void;
  onErase: () => void;
  eraseLabel: string;
}): (PadKey | null)[][] {
  const keys = (pad.order ?? digitOrder).map((digit) => ({
    id: String(digit),
    face: digit,
    onPress: () => pad.onDigit(digit),
  }));
  const erase = {
    id: 'erase',
    face: (
      <>
        <Icon name="erase" />
        <small>{pad.eraseLabel}</small>
      </>
    ),
    onPress: pad.onErase,
  };
  return inRows([...keys.slice(0, 9), null, ...keys.slice(9), erase], 3);
}

/** The digits in what was typed, full-width ones (４) among them. */
export function digitsIn(text: string): string {
  return text.normalize('NFKC').replace(/\D/g, '');
}
