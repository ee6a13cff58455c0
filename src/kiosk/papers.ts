import { create } from 'qrcode';
import {
  applications,
  furnitureOf,
  layOut,
  layOutGuidance,
  lettersOfAuthority,
  type GuidanceSheet,
  type Page,
  paperWords,
  sheets,
} from '../paperwork/index.ts';
import { useGuidance } from './guidance.ts';
import { useCase, useKiosk } from './kiosk-context.tsx';

/** What a case prints: the resident's set (案内書 and 控え) and the desk's, each numbered through. */
export interface Papers {
  guidance: Page[];
  /** 委任状, to be signed by whoever sent the visitor. */
  letters: Page[];
  copies: Page[];
  desk: Page[];
}

/** The receipt number as a code, for the next desk’s scanner: the number alone. */
function numberCode(receipt: string): NonNullable<GuidanceSheet['code']> {
  const { size, data } = create(receipt, { errorCorrectionLevel: 'M' }).modules;
  return { size, dark: Array.from(data, (module) => module !== 0) };
}

/** The papers of this case. What must not be read over a shoulder is in the desk's set alone. */
export function usePapers(receipt: string): Papers {
  const { japanese } = useKiosk();
  const {
    visit: { outlook },
  } = useCase();
  const guidance = useGuidance(receipt);
  const { procedures, forms } = outlook.program.content;
  const words = paperWords(outlook, (key) => japanese[key] ?? key);
  const all = applications(outlook);
  const discreet = new Set(procedures.flatMap((one) => (one.discreet ? [one.id] : [])));
  const open = all.filter(({ procedure }) => !discreet.has(procedure));
  return {
    guidance: layOutGuidance({ ...guidance, code: numberCode(receipt) }),
    letters: layOut(sheets(lettersOfAuthority(outlook), forms, words), furnitureOf(outlook, 'letter', receipt)),
    copies: layOut(sheets(open, forms, words), furnitureOf(outlook, 'copy', receipt)),
    desk: layOut(sheets(all, forms, words), furnitureOf(outlook, 'desk', receipt)),
  };
}
