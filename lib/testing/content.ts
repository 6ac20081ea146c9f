import { posix } from 'node:path';
import type { App } from 'cdk8s';
import { digestOf } from '../../constructs/artifact/content';
import { deliveriesOf, type Delivery } from '../../constructs/artifact/delivery';
import { valueAt, type Manifest } from '../core';
import { manifestsOf, type SynthPass } from '../synth';

/** What the sources of an Application deliver. */
export interface Content {
  /** `core-stack/production` at head, else URL, path and revision as they stand. */
  readonly sources: readonly string[];
  /** The objects; `undefined` where a source is content that this program does not build. */
  readonly manifests: readonly Manifest[] | undefined;
}

interface Source {
  readonly repoURL?: string;
  readonly path?: string;
  readonly targetRevision?: string;
  readonly directory?: {
    readonly include?: string;
    readonly exclude?: string;
    readonly recurse?: boolean;
  };
}

export function contentOf(app: App, application: Manifest, pass: SynthPass): Content {
  const single = valueAt(application, '/spec/source');
  const several = valueAt(application, '/spec/sources');
  const sources = (Array.isArray(several) ? several : [single]).filter(Boolean) as Source[];
  const built = sources.map((source) => builtContent(app, source, pass));
  return {
    sources: built.map(({ name }) => name),
    manifests: built.some(({ manifests }) => !manifests)
      ? undefined
      : built.flatMap(({ manifests = [] }) => manifests),
  };
}

function builtContent(app: App, source: Source, pass: SynthPass) {
  const { repoURL = '', path = '.', targetRevision = '' } = source;
  const delivery = deliveriesOf(app).find(({ repository }) => repoURL === `oci://${repository}`);
  if (!delivery || digestOf(delivery) !== targetRevision) {
    return { name: `${repoURL} ${path} ${targetRevision}` };
  }
  const folder = posix.join(delivery.name, path);
  const manifests = entriesOf(delivery, pass)
    .filter(({ file }) => isRead(posix.relative(posix.join(app.outdir, folder), file), source))
    .map(({ manifest }) => manifest);
  return { name: folder, manifests };
}

function entriesOf(delivery: Delivery, pass: SynthPass) {
  return delivery.parts.flatMap(({ root }) =>
    [...manifestsOf(pass, root).entries()].map(({ manifest, origin: { file = '' } }) => ({
      manifest,
      file,
    })),
  );
}

/** Whether Argo CD's directory source reads a file, by its path below the source's. */
function isRead(file: string, { directory = {} }: Source): boolean {
  const { include, exclude, recurse = false } = directory;
  if (file.startsWith('..') || (!recurse && file.includes('/'))) return false;
  if (exclude !== undefined && exclude !== '' && matches(exclude, file)) return false;
  return include === undefined || include === '' || matches(include, file);
}

/** The glob of Argo CD's `directory.include`: `*` and `?` also match `/`, `{a,b}` is either. */
function matches(glob: string, file: string): boolean {
  const pattern = glob.replace(/[.+^$()|[\]\\]|\*+|\?|[{},]/g, (token) => {
    if (token.startsWith('*')) return '.*';
    return { '?': '.', '{': '(?:', '}': ')', ',': '|' }[token] ?? `\\${token}`;
  });
  return new RegExp(`^(?:${pattern})$`).test(file);
}
