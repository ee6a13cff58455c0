import { compileContent, type SourceText } from '../../../content/authoring.ts';
import { type Texts, textIn } from '../../../content/index.ts';
import { compile, Course, type Outlook } from '../../../engine/index.ts';
import { run, type ScenarioClient, type ScenarioInput } from '../../../scenario/index.ts';
import { hash, readFlows } from '../../flows-folder.ts';
import { defaultMunicipality } from './examples.ts';
import { checkVisit, readVisit } from './visit-file.ts';

/** A visit of `flows/examples/`, lived through to its end. */
export interface ExampleVisit {
  name: string;
  input: ScenarioInput;
  outlook: Outlook;
  /** Who lived it, to go on. */
  client: ScenarioClient;
  /** The stop at which it ends early, where it does. */
  stop: string | undefined;
  texts: Record<string, Texts>;
  japanese: (key: string) => string;
}

/** The examples whose path ends with one of these names, in their order; with no names all. A fault is thrown. */
export function exampleVisits(flows: string, names: readonly string[] = []): ExampleVisit[] {
  const sources = readFlows(flows);
  const contents = new Map<string, ReturnType<typeof compileContent>>();
  const courses = new Map<string, Course>();
  return sources.flatMap((source) => {
    const name = nameOf(source);
    if (name === undefined || (names.length > 0 && !names.some((one) => name === one || name.endsWith(`/${one}`))))
      return [];
    const file = readVisit(source);
    const { input } = file;
    if (!input) throw new Error(`${source.path} cannot be read: run npm run flows:check`);
    const municipality = input.municipality ?? defaultMunicipality;
    const compiled = contents.get(municipality) ?? compileContent(sources, municipality, hash);
    contents.set(municipality, compiled);
    if (!compiled.whole || checkVisit(file, input, compiled).length > 0)
      throw new Error(`${source.path} does not fit the content: run npm run flows:check`);
    const key = [municipality, ...input.events].join(' ');
    const course = courses.get(key) ?? new Course(compile(compiled.content, input.events));
    courses.set(key, course);
    const { client, stop } = run(course, input);
    const { outlook } = client.visit;
    const { texts } = compiled;
    return [{ name, input, outlook, client, stop, texts, japanese: textIn(texts['ja'] ?? {}) }];
  });
}

/** The examples there are, by name. */
export const exampleNames = (flows: string): string[] => readFlows(flows).flatMap((source) => nameOf(source) ?? []);

const nameOf = ({ path }: SourceText): string | undefined => /(?:^|\/)examples\/(.*)\.yaml$/.exec(path)?.[1];
