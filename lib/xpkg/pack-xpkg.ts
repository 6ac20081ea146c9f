import { emitDocuments, formatKey, keyOf, readManifests, type ManifestEntry } from '../core';
import { checkPackage } from '../crossplane/check-package';
import { blobOf } from '../oci/descriptor';
import type { Digest } from '../oci/digest';
import { XPKG_ANNOTATION } from '../oci/image-manifest';
import { packSync, type PackedArtifact } from '../oci/pack';
import type { ArtifactProfile } from '../oci/profiles/profile';
import { XpkgError } from './errors';
import { isMeta, misplaced } from './kinds';

/** A file of a package, as text. */
export interface SourceFile {
  readonly path: string;
  readonly content: Uint8Array | string;
}

const CONFIG = 'application/vnd.oci.image.config.v1+json';

/**
 * Packs YAML files into a Configuration package, as `crossplane xpkg build` does: one layer with all
 * objects in `package.yaml`, marked as the base, and one with the objects below `examples/` at the top,
 * where there are any. Other folders of that name, hidden ones and files that are no YAML stay out.
 *
 * The digest is a function of the objects alone: not of files, order, layout or time.
 *
 * @throws {XpkgError} `XPKG_INVALID` with everything that Crossplane's package manager would refuse,
 *   `XPKG_EMPTY`.
 * @see https://github.com/crossplane/crossplane/blob/main/contributing/specifications/xpkg.md
 */
export function packXpkg(files: readonly SourceFile[], where: string): PackedArtifact {
  const stream = packageStream(files, where);
  const examples = examplesStream(files, where);
  return packSync([{ path: 'package.yaml', content: stream }], {
    profile,
    ...(examples !== undefined && {
      more: [
        {
          files: [{ path: '.up/examples.yaml', content: examples }],
          annotations: { [XPKG_ANNOTATION]: EXAMPLES },
        },
      ],
    }),
  });
}

/** What the annotation says of the layer with examples, for the marketplaces that show them. */
const EXAMPLES = 'upbound';

/**
 * The `.up/examples.yaml` of {@link packXpkg}; `undefined` without examples.
 *
 * @throws {XpkgError} `XPKG_INVALID` for what is no object, which `crossplane xpkg build` refuses too.
 */
export function examplesStream(files: readonly SourceFile[], where: string): string | undefined {
  const read = files
    .filter(({ path }) => isSource(path) && path.startsWith('examples/'))
    .map(({ path, content }) => readManifests(Buffer.from(content).toString(), path));
  const entries = read.flatMap((file) => file.entries);
  const problems = [...read.flatMap(problemsOfFile), ...twice(entries)];
  if (problems.length > 0) {
    throw new XpkgError(
      'XPKG_INVALID',
      `the examples of ${where} cannot be packed:\n  ${problems.join('\n  ')}`,
      'repair these, or move them out of examples/',
    );
  }
  if (entries.length === 0) return undefined;
  const sorted = [...entries].sort((a, b) => compare(rank(a), rank(b)));
  return emitDocuments(sorted.map(({ manifest }) => manifest));
}

/** Hidden folders, as of CI, hold other people's YAML. */
function isSource(path: string): boolean {
  return /\.ya?ml$/.test(path) && !/(^|\/)\./.test(path);
}

/** The `package.yaml` of {@link packXpkg}. */
export function packageStream(files: readonly SourceFile[], where: string): string {
  const sources = files.filter(({ path }) => isSource(path) && !/(^|\/)examples\//.test(path));
  const read = sources.map(({ path, content }) =>
    readManifests(Buffer.from(content).toString(), path),
  );
  const entries = read.flatMap((file) => file.entries);
  const problems = [...read.flatMap(problemsOfFile), ...entries.flatMap(problemsOf)];
  const metas = entries.filter(({ manifest }) => isMeta(manifest));
  if (metas.length === 0) {
    problems.push(
      entries.length === 0
        ? 'there is no YAML'
        : 'nothing says what the package is: write a Configuration of meta.pkg.crossplane.io/v1, in crossplane.yaml',
    );
  }
  if (metas.length > 1) {
    problems.push(`${metas.map(place).join(' and ')} both say what the package is: keep one`);
  }
  problems.push(...twice(entries));
  if (problems.length > 0) {
    throw new XpkgError(
      entries.length === 0 ? 'XPKG_EMPTY' : 'XPKG_INVALID',
      `${where} is no Configuration package:\n  ${problems.join('\n  ')}`,
      'repair these; what a package cannot carry belongs into a plain artifact, or is left out by a line of .sourceignore',
    );
  }
  const sorted = [...entries].sort((a, b) => compare(rank(a), rank(b)));
  return emitDocuments(sorted.map(({ manifest }) => manifest));
}

function problemsOfFile({ diagnostics }: ReturnType<typeof readManifests>): string[] {
  return diagnostics.map((one) => `${one.origin?.file ?? ''}: ${one.message}`);
}

function problemsOf(entry: ManifestEntry): string[] {
  const { manifest } = entry;
  const wrong = misplaced(manifest);
  if (wrong !== undefined) return [`${place(entry)} ${wrong}`];
  if (!isMeta(manifest)) return [];
  return checkPackage(manifest).map(
    ({ pointer, message, hint }) => `${place(entry)}: ${dotted(pointer)} ${message}: ${hint}`,
  );
}

function dotted(pointer: string): string {
  return pointer
    .slice(1)
    .replace(/\/(\d+)/g, '[$1]')
    .replaceAll('/', '.');
}

function twice(entries: readonly ManifestEntry[]): string[] {
  const seen = new Map<string, ManifestEntry>();
  return entries.flatMap((entry) => {
    const key = formatKey(keyOf(entry.manifest));
    const other = isMeta(entry.manifest) ? undefined : seen.get(key);
    seen.set(key, entry);
    return other ? [`${place(other)} and ${place(entry)} are the same object`] : [];
  });
}

/** `apis/database.yaml:12: Composition 'postgres'` */
function place({ manifest, origin }: ManifestEntry): string {
  const line = origin.lineOf?.('');
  const file = `${origin.file ?? ''}${line === undefined ? '' : `:${line}`}`;
  return `${file}: ${manifest.kind} '${manifest.metadata.name ?? ''}'`;
}

/** What the package is comes first, then its objects by kind and name. */
function rank({ manifest }: ManifestEntry): string {
  return isMeta(manifest) ? '' : formatKey(keyOf(manifest));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The label says again what the annotation says: tools that copy images may lose annotations. */
const profile: ArtifactProfile = {
  layerAnnotations: { [XPKG_ANNOTATION]: 'base' },
  config(diffId: Digest, layer: Digest, _created, more = []) {
    const labels = [
      [`${XPKG_ANNOTATION}:${layer}`, 'base'],
      ...more.map((each) => [`${XPKG_ANNOTATION}:${each.layer}`, EXAMPLES]),
    ];
    const config = {
      architecture: '',
      config: { Labels: Object.fromEntries(labels) as object },
      os: '',
      rootfs: { type: 'layers', diff_ids: [diffId, ...more.map((each) => each.diffId)] },
    };
    return blobOf(CONFIG, Buffer.from(JSON.stringify(config)));
  },
};
