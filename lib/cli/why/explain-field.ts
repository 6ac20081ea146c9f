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
import { linesOf, type CodeLine } from './field-line';
import type { Generated } from './generated';
import { reasonsOf, type Reason, type ReasonFacts } from './reasons';
import type { Syntax } from './syntax';
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
  /** The line of the program that wrote the field, or the nearest to it that could be found. */
  readonly code?: string;
  /** That line and those that led to it. */
  readonly lines: readonly CodeLine[];
  /** What it was derived from. */
  readonly reasons: readonly Reason[];
  readonly controllers: readonly Controller[];
  /** Of an Application that an ApplicationSet makes. */
  readonly made?: Made;
}

/** What an Application comes of. */
export interface Made {
  /** `argocd/production` */
  readonly set: string;
  /** Where that, the field's template and what gave the parameters are written. */
  readonly written?: string;
  readonly template?: string;
  readonly from: readonly { readonly text: string; readonly written?: string }[];
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
  /** Reads the program; absent without a compiler. */
  readonly syntax?: Syntax | undefined;
  readonly releases?: string | undefined;
  readonly artifacts?: ReasonFacts['artifacts'];
}

export function explainField(manifest: Manifest, pointer: Pointer, known: Known): FieldOrigin {
  const { set, claims, syntax, artifacts = [], releases } = known;
  const value = valueAt(manifest, pointer);
  const written = placeOf(manifest, pointer, set);
  const traced = tracedOf(manifest, known);
  const lines = traced ? linesOf(traced, manifest, pointer, syntax) : [];
  const reasons = reasonsOf(manifest, pointer, {
    claims,
    artifacts,
    releases,
    placeOf: (one) => tracedOf(one, known)?.places[0] ?? placeOf(one, '', set),
  });
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
    ...(lines[0] && { code: lines[0].place }),
    lines,
    reasons,
    controllers: status
      ? [...controllers, { name: `the controller of ${manifest.kind}` }]
      : controllers,
  };
}

/** The same of an Application that an ApplicationSet makes: of its template's field. */
export function explainGenerated(
  { application, set: by, template, from }: Generated,
  pointer: Pointer,
  known: Known,
): FieldOrigin {
  const { set } = known;
  const value = valueAt(application, pointer);
  const { written: at, ...field } = explainField(by, template, known);
  const written = placeOf(by, '', set);
  const { name = '', namespace = 'argocd' } = by.metadata;
  const added = valueAt(by, template) === undefined ? ADDED[pointer] : undefined;
  return {
    ...field,
    manifest: application,
    pointer,
    ...(value !== undefined && { value }),
    reasons: [...field.reasons, ...(added === undefined ? [] : [{ text: added }])],
    controllers: [{ name: 'the ApplicationSet controller, which undoes edits by hand' }],
    made: {
      set: `${namespace}/${name}`,
      ...(written !== undefined && { written }),
      ...(at !== undefined && { template: at }),
      from: from.map(({ text, pointer: of }) => {
        const place = placeOf(by, of, set);
        return { text, ...(place !== undefined && { written: place }) };
      }),
    },
  };
}

/** What the controller writes into each Application itself. */
const ADDED: Readonly<Record<Pointer, string>> = {
  '/metadata/finalizers':
    'the controller adds it, so that objects go with their Application, unless preserveResourcesOnDeletion is set',
  '/metadata/namespace': 'an Application is in the namespace of its ApplicationSet',
};

function placeOf(manifest: Manifest, pointer: Pointer, set: ManifestSet): string | undefined {
  const { file, lineOf } = set.originOf(manifest);
  if (file === undefined) return undefined;
  const line = lineOf?.(pointer);
  return line === undefined ? file : `${file}:${line}`;
}

function tracedOf(manifest: Manifest, { set, trace, folder }: Known): TracedObject | undefined {
  if (!('objects' in trace)) return undefined;
  const { file = '' } = set.originOf(manifest);
  return madeBy(manifest, posix.relative(folder, file), trace.objects);
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
