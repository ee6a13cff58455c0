/** An address as it is asked for. Numbers are digits; what there is not is empty. */
export interface AddressParts {
  /** 都道府県・市区町村 */
  city: string;
  town: string;
  block: string;
  block2: string;
  block3: string;
  building: string;
  room: string;
}

export const noParts: AddressParts = { city: '', town: '', block: '', block2: '', block3: '', building: '', room: '' };

/** One line as a form holds it: 「見本県みほん市中央一丁目2-3 みほんハイツ101」. */
export function addressOf({ city, town, block, block2, block3, building, room }: AddressParts): string {
  const number = [block, block2, block3].filter((part) => part !== '').join('-');
  const home = `${building}${room}`;
  return `${city}${town}${number}${home === '' ? '' : `　${home}`}`;
}
