import * as z from 'zod/mini';
import { looksLikePersonalNumber } from '../../basics/index.ts';
import { SourceFile, type SourceText } from '../../content/authoring.ts';
import { factValue } from '../../protocol/index.ts';

/** A value, or a value with where it comes from. */
const told = z.union([factValue, z.looseObject({ value: factValue, source: z.optional(z.string()) })]);

/** What is odd about a card. */
const oddity = z.enum(['expired', 'locked', 'pinless', 'phone', 'blank', 'transit', 'removed']);

/** What this hub reads of an example; the rest is for those who run it. */
const exampleFile = z.looseObject({
  title: z.optional(z.string()),
  /** Without one the example is good for every municipality. */
  municipality: z.optional(z.string()),
  events: z.array(z.string()),
  /** 転出証明書情報 was sent; `kept`: its relations to the head still hold in the new household. */
  certificate: z.optional(z.looseObject({ relations: z.optional(z.enum(['kept', 'new'])) })),
  people: z.record(
    z.string(),
    z.looseObject({
      card: z.optional(z.looseObject({ pin: z.string(), expiry: z.optional(z.string()), oddity: z.optional(oddity) })),
      /** The register of this municipality knows this person. */
      register: z.optional(z.boolean()),
      facts: z.optional(z.record(z.string(), told)),
    }),
  ),
  facts: z.optional(z.record(z.string(), told)),
});

export type Told = z.infer<typeof told>;
export type Oddity = z.infer<typeof oddity>;

/** An example file: invented people with one story. */
export interface Example extends z.infer<typeof exampleFile> {
  /** Path below `flows/`. */
  file: string;
}

export interface Population {
  examples: Example[];
  /** Files that could not be used, and why; the others are. */
  skipped: string[];
}

/** The invented people of a municipality's examples. A file that does not fit is left out and named. */
export function readPopulation(sources: readonly SourceText[], municipality: string): Population {
  const examples: Example[] = [];
  const skipped: string[] = [];
  for (const source of sources) {
    if (!/^(municipalities\/[^/]+\/)?examples\/.+\.yaml$/.test(source.path)) continue;
    const file = new SourceFile(source);
    const [syntax] = file.problems;
    if (syntax) {
      skipped.push(`${source.path}:${syntax.line}:${syntax.column} ${syntax.message}`);
      continue;
    }
    const example = exampleFile.safeParse(file.value);
    if (!example.success) {
      const [issue] = example.error.issues;
      const at = (issue?.path ?? []).filter((step) => typeof step !== 'symbol');
      const { line, column } = file.place(at);
      skipped.push(
        `${source.path}:${line}:${column} ${at.join('.') || 'The file'} does not have the form of an example.`,
      );
    } else if (mentionsPersonalNumber(file.value)) {
      skipped.push(`${source.path}:1:1 A text in it looks like a personal number; examples must not have any.`);
    } else if ((example.data.municipality ?? municipality) === municipality) {
      examples.push({ ...example.data, file: source.path });
    }
  }
  return { examples, skipped };
}

function mentionsPersonalNumber(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'number') return looksLikePersonalNumber(String(value));
  return typeof value === 'object' && value !== null && Object.values(value).some(mentionsPersonalNumber);
}
