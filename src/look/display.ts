/** How large the text is, in percent. */
export const textSizes = [100, 125, 150, 200] as const;
export type TextSize = (typeof textSizes)[number];

export type Contrast = 'normal' | 'high';

/** Sets text size and contrast of the whole page: `data-text-size` and `data-contrast` on its root. */
export function setDisplay(display: { textSize: TextSize; contrast: Contrast }): void {
  const { dataset } = document.documentElement;
  dataset.textSize = String(display.textSize);
  dataset.contrast = display.contrast;
}

/** Loads BIZ UDPGothic in both weights. Apart from the first CSS, because its list of slices is larger than all of it. */
export async function loadFonts(): Promise<void> {
  await Promise.all([import('@fontsource/biz-udpgothic/400.css'), import('@fontsource/biz-udpgothic/700.css')]);
}
