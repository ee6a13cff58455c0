import { type Signature, signatureKey, type SignaturePlace } from '../case/index.ts';
import type { Form, LawRef } from '../content/index.ts';
import { mayFile, type Outlook } from '../engine/index.ts';
import { application } from './application.ts';
import { type FilledBox, papersOf } from './filled-boxes.ts';
import { signedText } from './signatures.ts';

/** A signature box that may be signed on the screen here and now. */
export interface SigningPlace {
  place: SignaturePlace;
  /** What allows it. */
  law: LawRef;
  /** The form whose content is signed. */
  form: string;
  boxes: readonly FilledBox[];
  /** What is signed, as text: see `signedText`. */
  text: string;
  /** `void`: what was signed has changed since. */
  standing: 'open' | 'signed' | 'void';
  signature: Signature | undefined;
}

/**
 * Where this visitor may sign on the screen: boxes for which the municipality allows it, of applications that the
 * visitor may file themself and in which nothing that is needed is empty.
 */
export function signingPlaces(outlook: Outlook): SigningPlace[] {
  const forms = outlook.program.content.forms.filter(({ boxes }) => boxes.some(lawOf));
  if (forms.length === 0) return [];
  const { signatures } = outlook.view.state;
  return outlook.findings.flatMap((finding) => {
    const [first, ...others] = outlook.prepares(finding) ? outlook.formsOf(finding) : [];
    if (!first || mayFile(outlook, finding).how !== 'here') return [];
    const made = application(outlook, finding, first, others);
    const { procedure, subject } = made;
    return papersOf(made).flatMap(({ form: id, boxes }) => {
      const form = forms.find((one) => one.id === id);
      if (!form || lacksSomething(form, boxes)) return [];
      const text = signedText(made, id, boxes);
      return form.boxes.flatMap((box): SigningPlace[] => {
        const law = lawOf(box);
        if (!law) return [];
        const place = { procedure, subject, form: id, box: box.id };
        const signature = signatures.get(signatureKey(place));
        const standing = !signature ? 'open' : signature.signed === text ? 'signed' : 'void';
        return [{ place, law, form: id, boxes, text, standing, signature }];
      });
    });
  });
}

const lawOf = (box: Form['boxes'][number]): LawRef | undefined => (box.kind === 'signature' ? box.onScreen : undefined);

/** Whether a box that must be filled is empty: such a paper is completed by hand, and signed by hand. */
function lacksSomething(form: Form, filled: readonly FilledBox[]): boolean {
  const needed = new Set(
    form.boxes.flatMap((box) => {
      if (box.kind === 'fact') return box.optional ? [] : [box.id];
      if (box.kind !== 'table') return [];
      return box.columns.flatMap((one) => ('fact' in one && !one.optional ? [`${box.id}.${one.id}`] : []));
    }),
  );
  return filled.some(({ id, source }) => source === 'missing' && needed.has(id));
}
