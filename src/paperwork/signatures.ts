import { signatureKey } from '../case/index.ts';
import type { Outlook } from '../engine/index.ts';
import { type Application, type FilledBox, papersOf } from './filled-boxes.ts';

/**
 * What a signature is bound to: procedure, subject and form, and of each box that is filled here its id, its person and
 * its value, in the order of the paper. From a record whoever received it can make the same text again.
 */
export function signedText({ procedure, subject }: Application, form: string, boxes: readonly FilledBox[]): string {
  const values = boxes
    .filter(({ source }) => source !== 'office' && source !== 'signature')
    .map(({ id, person = null, value = null }) => [id, person, value]);
  return JSON.stringify(['kakanai signature 1', procedure, subject, form, values]);
}

/** The application with the signatures that were given on the screen and still hold. */
export function withSignatures({ view }: Outlook, made: Application): Application {
  const { signatures } = view.state;
  if (signatures.size === 0) return made;
  const { procedure, subject } = made;
  const boxes = papersOf(made).flatMap(({ form, boxes: own }) =>
    own.map((box): FilledBox => {
      const found = signatures.get(signatureKey({ procedure, subject, form, box: box.id }));
      if (box.source !== 'signature' || found?.signed !== signedText(made, form, own)) return box;
      const { at, digest, strokes } = found;
      return { ...box, signature: { at, digest, strokes } };
    }),
  );
  return { ...made, boxes };
}
