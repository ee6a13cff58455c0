/** The kinds of names that may point at nothing. */
export const namedKinds = [
  'fact',
  'people',
  'role',
  'condition',
  'event',
  'procedure',
  'field',
  'desk',
  'document',
  'form',
  'rate',
  'question',
  'part',
  'person',
  'municipality',
] as const;
export type NamedKind = (typeof namedKinds)[number];

/** Every rule of `npm run flows:check`. The ids are stable: the corpus of broken content names them. */
export const rules = [
  // The notation, and the shape of each file
  'yaml-syntax',
  'yaml-duplicate-key',
  'json-syntax',
  'unknown-file',
  'unknown-key',
  'missing-key',
  'wrong-value',
  'wrong-name',
  'no-municipality',
  'overlay-points-at-nothing',
  // Names
  ...namedKinds.map((kind) => `unknown-${kind}` as const),
  'unknown-option',
  'unknown-placeholder',
  'twice',
  'question-twice',
  'two-texts',
  // Conditions and kinds of facts
  'condition-shape',
  'no-person',
  'fact-type',
  'not-a-date',
  'cycle',
  // What is asked and used
  'no-question',
  'never-asked',
  'asked-nowhere',
  'box-without-source',
  'unused-fact',
  'unused-option',
  'unused',
  'no-prepared',
  // What only running shows
  'never-applies',
  'always-applies',
  'never-holds',
  'always-holds',
  'not-decided',
  // Amounts and days
  'rate-missing',
  'rate-next-year',
  'rate-ends-soon',
  'rate-rows',
  'calendar-ends',
  // Translations
  'missing-text',
  'outdated-text',
  'not-stamped',
  'translates-nothing',
  'placeholder-differs',
  // Examples, and the input of `npm run determine`
  'wrong-place',
  'computed-fact',
  'no-such-date',
  'out-of-range',
  'wrong-text',
] as const;
export type Rule = (typeof rules)[number];
