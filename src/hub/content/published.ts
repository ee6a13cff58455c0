import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../basics/index.ts';
import type { Compiled, Problem } from '../../content/authoring.ts';
import { type Content, textKey, type Texts } from '../../content/index.ts';
import {
  contentHash,
  type ContentManifest,
  PROTOCOL,
  type SignedManifest,
  signedManifest,
  signedText,
} from '../../protocol/index.ts';
import { privateFolder, writeDurably } from '../files/durable.ts';
import { brotli } from '../files/precompressed.ts';
import type { HubKeys } from '../keys/hub-keys.ts';

type SigningKey = HubKeys['content'];

/** The content that the hub serves. */
export interface Published {
  content: Content;
  manifest: SignedManifest;
  /** Holds a folder for every version that was ever published, named by its hash. */
  folder: string;
  /** Why this is an earlier version and not what stands in `flows/`; empty when it is not. */
  problems: readonly Problem[];
}

/**
 * Publishes compiled content: files in the data folder, compressed, with a signed manifest. Where the content has
 * errors, the version that was served last is served on; where there is none, fails with all the problems.
 */
export async function publish(
  compiled: Compiled,
  folder: string,
  key: SigningKey,
): Promise<Result<Published, readonly Problem[]>> {
  await privateFolder(folder);
  const current = path.join(folder, 'current');
  const errors = compiled.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) {
    const last = contentHash.safeParse(await readFile(current, 'utf8').catch(() => undefined));
    const kept = last.success ? await inForceAgain(folder, last.data, key) : undefined;
    return kept ? ok({ ...kept, folder, problems: errors }) : fail(errors);
  }
  const { hash } = compiled.content.version;
  const manifest = (await inForceAgain(folder, hash, key))?.manifest ?? (await write(compiled, folder, key));
  await writeDurably(current, hash);
  return ok({ content: compiled.content, manifest, folder, problems: [] });
}

/** A version from the data folder to be served: signed anew where the key that signed it is no longer in force. */
async function inForceAgain(folder: string, hash: string, key: SigningKey): ReturnType<typeof load> {
  const kept = await load(folder, hash, key);
  if (!kept || kept.manifest.signature.key === key.id) return kept;
  const { signature: _before, ...manifest } = kept.manifest;
  const signed = signedBy(key, manifest);
  await writeDurably(path.join(folder, hash, 'manifest.json'), JSON.stringify(signed));
  return { ...kept, manifest: signed };
}

const signedBy = (key: SigningKey, manifest: ContentManifest): SignedManifest => ({
  ...manifest,
  signature: { key: key.id, value: Buffer.from(key.sign(signedText(manifest))).toString('base64') },
});

/** The content of any version that was ever published in this folder; nothing where it is not there, or damaged. */
export const publishedContent = async (folder: string, hash: string, key: SigningKey): Promise<Content | undefined> =>
  contentHash.safeParse(hash).success ? (await load(folder, hash, key))?.content : undefined;

/** The content that was served last from this folder; nothing where there is none. */
export async function contentInForce(folder: string, key: SigningKey): Promise<Content | undefined> {
  return publishedContent(folder, await readFile(path.join(folder, 'current'), 'utf8').catch(() => ''), key);
}

/** The words of a published version by language; nothing where it is not there, or damaged. */
async function publishedTexts(
  folder: string,
  hash: string,
  key: SigningKey,
): Promise<Record<string, Texts> | undefined> {
  const version = contentHash.safeParse(hash).success ? await load(folder, hash, key) : undefined;
  if (!version) return undefined;
  const languages = version.manifest.files.flatMap(({ name }) => /^texts\.([a-z-]+)\.json$/.exec(name)?.[1] ?? []);
  const read = async (language: string) => json(await readFile(path.join(folder, hash, `texts.${language}.json`)));
  return Object.fromEntries(
    await Promise.all(languages.map(async (language) => [language, (await read(language)) as Texts] as const)),
  );
}

/** Content and words of a published version. */
export async function publishedVersion(
  folder: string,
  hash: string,
  key: SigningKey,
): Promise<{ content: Content; texts: Record<string, Texts> } | undefined> {
  const [content, texts] = await Promise.all([publishedContent(folder, hash, key), publishedTexts(folder, hash, key)]);
  return content && texts && { content, texts };
}

/** A version from the data folder, when signature and bytes are right. */
async function load(
  folder: string,
  hash: string,
  key: SigningKey,
): Promise<{ content: Content; manifest: SignedManifest } | undefined> {
  const read = (name: string) => readFile(path.join(folder, hash, name)).catch(() => undefined);
  const manifest = signedManifest.safeParse(json(await read('manifest.json')));
  if (!manifest.success || manifest.data.hash !== hash) return undefined;
  if (!key.verifies(signedText(manifest.data), Buffer.from(manifest.data.signature.value, 'base64'))) return undefined;
  for (const { name, integrity } of manifest.data.files) {
    const bytes = await read(name);
    if (!bytes || integrityOf(bytes) !== integrity) return undefined;
  }
  // Its bytes are those that the compiler of this hub wrote and signed.
  return { content: json(await read('content.json')) as Content, manifest: manifest.data };
}

function json(bytes: Buffer | undefined): unknown {
  try {
    return bytes && JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

async function write({ content, texts, towns }: Compiled, folder: string, key: SigningKey): Promise<SignedManifest> {
  const { hash, label, from } = content.version;
  const into = await privateFolder(path.join(folder, hash));
  const files: ContentManifest['files'] = [];
  const parts: [string, unknown][] = [
    ['content.json', content],
    ...(towns ? [['towns.json', towns] satisfies [string, unknown]] : []),
    ...Object.entries(texts).map(([language, words]): [string, unknown] => [`texts.${language}.json`, words]),
  ];
  for (const [name, part] of parts) {
    const bytes = Buffer.from(JSON.stringify(part));
    await writeDurably(path.join(into, name), bytes);
    await writeDurably(path.join(into, `${name}.br`), await brotli(bytes));
    files.push({ name, integrity: integrityOf(bytes), bytes: bytes.length });
  }
  const manifest: ContentManifest = {
    protocol: PROTOCOL,
    municipality: content.municipality.id,
    version: { label, from },
    hash,
    languages: content.languages,
    opening: {
      municipality: content.municipality.name,
      events: content.events
        .toSorted((a, b) => a.place - b.place)
        .map(({ id }) => ({
          id,
          plain: Object.fromEntries(
            Object.entries(texts).flatMap(([language, words]) => {
              const plain = words[textKey('event', id, 'plain')];
              return plain === undefined ? [] : [[language, plain]];
            }),
          ),
        })),
    },
    files,
  };
  const signed = signedBy(key, manifest);
  await writeDurably(path.join(into, 'manifest.json'), JSON.stringify(signed)); // last: with it the version is complete
  return signed;
}

const integrityOf = (bytes: Uint8Array) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
