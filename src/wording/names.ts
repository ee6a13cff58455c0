/** Whom a text of the content speaks of. */
export interface Named {
  /** Stands for `{name}`: the person to whom or about whom it is. */
  name?: string | undefined;
  /** Stands for `{role:…}`: who holds a role, where that is known. */
  role?: ((role: string) => string | undefined) | undefined;
  /** Where nobody is known: "this person". */
  unnamed: string;
}

/**
 * Puts names into a text of the content. `{漢字|かんじ}` and braces of another form are left as they are, and a name is
 * never read as a placeholder itself.
 */
export function withNames(text: string, { name, role, unnamed }: Named): string {
  return text.replaceAll(/\{(?:name|role:([a-z][a-z0-9-]*))\}/g, (_, holder: string | undefined) => {
    const found = holder === undefined ? name : role?.(holder);
    return found === undefined || found === '' ? unnamed : found;
  });
}

/** A name with its reading as furigana, `{見本 花子|ミホン ハナコ}`; the bare name where there is no reading. */
export function nameWithReading(name: string, reading: string | undefined): string {
  const markup = /[{}|]/;
  return reading === undefined || reading === '' || markup.test(name + reading) ? name : `{${name}|${reading}}`;
}
