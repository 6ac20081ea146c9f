import { posix } from 'node:path';
import {
  groupOf,
  parsePointer,
  valueAt,
  type Manifest,
  type ManifestSet,
  type Pointer,
} from '../../core';
import type { WriterClaim } from '../../drift';
import type { Trace } from './trace-program';
import type { TracedObject } from './traced-object';

/** Where one field of one object comes from, and who else writes it. */
export interface FieldOrigin {
  readonly manifest: Manifest;
  readonly pointer: Pointer;
  /** `undefined` where it is not written. */
  readonly value?: unknown;
  /** Where it is written, or its nearest parent that is: `dist/core/web.k8s.yaml:12`. */
  readonly written?: string;
  /** Path of the construct that made the object. */
  readonly construct?: string;
  /** The line of the program that made it. */
  readonly code?: string;
  readonly controllers: readonly Controller[];
}

export interface Controller {
  /** `HorizontalPodAutoscaler 'web'` */
  readonly name: string;
  /** Where that object is written. */
  readonly written?: string;
  readonly source?: string;
}

export interface Known {
  readonly set: ManifestSet;
  readonly claims: readonly WriterClaim[];
  readonly trace: Trace;
  /** The folder that the files are in. */
  readonly folder: string;
}

export function explainField(manifest: Manifest, pointer: Pointer, known: Known): FieldOrigin {
  const { set, claims, trace, folder } = known;
  const value = valueAt(manifest, pointer);
  const written = placeOf(manifest, pointer, set);
  const { file = '' } = set.originOf(manifest);
  const traced =
    'objects' in trace ? madeBy(manifest, posix.relative(folder, file), trace.objects) : undefined;
  const controllers = claims
    .filter((claim) => claim.at === manifest && touches(claim.pointer, pointer))
    .map(({ by, writer }) => {
      const where = by && placeOf(by, '', set);
      const name = by ? `${by.kind} '${by.metadata.name ?? ''}'` : writer.title;
      return { name, ...(where && { written: where }) };
    });
  const status = parsePointer(pointer)[0] === 'status';
  return {
    manifest,
    pointer,
    ...(value !== undefined && { value }),
    ...(written !== undefined && { written }),
    ...(traced && { construct: traced.path }),
    ...(traced?.place !== undefined && { code: traced.place }),
    controllers: status
      ? [...controllers, { name: `the controller of ${manifest.kind}` }]
      : controllers,
  };
}

function placeOf(manifest: Manifest, pointer: Pointer, set: ManifestSet): string | undefined {
  const { file, lineOf } = set.originOf(manifest);
  if (file === undefined) return undefined;
  const line = lineOf?.(pointer);
  return line === undefined ? file : `${file}:${line}`;
}

/** The construct of an object; of variants, the one whose path goes with the file's. */
function madeBy(
  manifest: Manifest,
  file: string,
  objects: readonly TracedObject[],
): TracedObject | undefined {
  const { kind, metadata } = manifest;
  const same = objects.filter(
    (one) =>
      one.kind === kind &&
      groupOf(one) === groupOf(manifest) &&
      one.name === metadata.name &&
      (one.namespace === undefined || one.namespace === metadata.namespace),
  );
  if (same.length < 2) return same[0];
  const shared = ({ path }: TracedObject) => {
    const tokens = file.replace(/\.k8s\.yaml$/, '').split('/');
    const differs = tokens.findIndex((token, i) => token !== path.split('/')[i]);
    return differs < 0 ? tokens.length : differs;
  };
  return [...same].sort((a, b) => shared(b) - shared(a))[0];
}

function touches(a: Pointer, b: Pointer): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}
