import { valueAt, type IgnoreDifference, type Manifest, type Pointer } from '../core';
import type { Renaming, Strategy } from '../drift';
import { perRun } from './context';

/** The spec of an Application, or the one in the template of an ApplicationSet. */
export interface ApplicationSpec {
  /** The object that holds it. */
  readonly at: Manifest;
  /** Whose it is: an Application, or a Kustomization of Flux. */
  readonly tool: 'argocd' | 'flux';
  /** Where: `/spec` or `/spec/template/spec`. */
  readonly pointer: Pointer;
  readonly sources: readonly Source[];
  /** Where objects without a namespace go; `undefined` where it is not written, or templated. */
  readonly namespace: string | undefined;
  /** The cluster by URL or name; `undefined` where it is not written, or templated. */
  readonly destination: string | undefined;
  /** Whether it syncs by itself. */
  readonly automated: boolean;
  /** Whether it also does when only the cluster has changed. */
  readonly selfHeals: boolean;
  /** How it compares and applies. */
  readonly strategy: Strategy;
  readonly syncOptions: readonly string[];
  readonly ignoreRules: readonly IgnoreRule[];
  /** Of a Kustomization, as it spells them; `undefined` where the declared Flux reads none. */
  readonly fluxIgnores?: readonly FluxIgnore[];
  /** Of a Kustomization. */
  readonly renaming?: Renaming;
}

/** One item of a Kustomization's `ignore`; the parts of a target are Go patterns for the whole text. */
export interface FluxIgnore {
  readonly paths: readonly string[];
  readonly target: Readonly<Record<string, unknown>>;
}

/** One `source` or one item of `sources`. */
export interface Source {
  readonly pointer: Pointer;
  readonly repoURL: string;
  readonly targetRevision: string | undefined;
  readonly path: string | undefined;
  readonly chart: string | undefined;
  /** Whether folders below its own are read as well, where no `kustomization.yaml` is known there. */
  readonly recurses: boolean;
}

/** One item of `ignoreDifferences`, whatever is written there. */
export interface IgnoreRule extends IgnoreDifference {
  readonly pointer: Pointer;
  readonly jsonPointers: readonly string[];
  readonly jqPathExpressions: readonly string[];
  readonly managedFieldsManagers: readonly string[];
}

/** Every Application and ApplicationSet of a set, in order. */
export const applicationSpecs = perRun(({ set }): readonly ApplicationSpec[] => [
  ...set.ofKind('argoproj.io', 'Application').map((at) => specAt(at, '/spec')),
  ...set.ofKind('argoproj.io', 'ApplicationSet').map((at) => specAt(at, '/spec/template/spec')),
]);

/** Every source in a set, with the object that reads it. */
export const sourcesOf = perRun((context) =>
  applicationSpecs(context).flatMap(({ at, sources }) => sources.map((source) => ({ at, source }))),
);

/** Whether Argo CD reads a source as an OCI artifact: the prefix alone decides. */
export function isOci({ repoURL }: Source): boolean {
  return repoURL.startsWith('oci://');
}

/** The text at a pointer; `undefined` for anything but a text. */
export function textAt(root: unknown, pointer: Pointer): string | undefined {
  const value = valueAt(root, pointer);
  return typeof value === 'string' ? value : undefined;
}

/** The list at a pointer; `[]` for anything but a list. */
export function listAt(root: unknown, pointer: Pointer): readonly unknown[] {
  const value = valueAt(root, pointer);
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function specAt(at: Manifest, pointer: Pointer): ApplicationSpec {
  const spec = valueAt(at, pointer);
  const policy = fieldOf(spec, 'syncPolicy');
  const given = fieldOf(policy, 'automated');
  const automated =
    typeof given === 'object' && given !== null && fieldOf(given, 'enabled') !== false;
  const syncOptions = textsIn(policy, 'syncOptions');
  const destination = fieldOf(spec, 'destination');
  return {
    at,
    tool: 'argocd',
    pointer,
    sources: sourcesIn(spec, pointer),
    namespace: plainIn(destination, 'namespace'),
    destination: plainIn(destination, 'server') ?? plainIn(destination, 'name'),
    automated,
    selfHeals: automated && fieldOf(given, 'selfHeal') === true,
    strategy: strategyOf(at, pointer, syncOptions),
    syncOptions,
    ignoreRules: listIn(spec, 'ignoreDifferences').map((rule, i) =>
      ruleFrom(rule, `${pointer}/ignoreDifferences/${i}`),
    ),
  };
}

function strategyOf(at: Manifest, pointer: Pointer, syncOptions: readonly string[]): Strategy {
  const metadata = valueAt(at, pointer === '/spec' ? '/metadata' : '/spec/template/metadata');
  const annotations = fieldOf(metadata, 'annotations');
  const compare = textIn(annotations, 'argocd.argoproj.io/compare-options') ?? '';
  if (compare.split(',').some((option) => option.trim() === 'ServerSideDiff=true')) {
    return 'serverSideDiff';
  }
  return syncOptions.includes('ServerSideApply=true') ? 'serverSideApply' : 'clientSide';
}

function ruleFrom(rule: unknown, pointer: Pointer): IgnoreRule {
  const [group, name, namespace] = ['group', 'name', 'namespace'].map((key) => textIn(rule, key));
  return {
    pointer,
    kind: textIn(rule, 'kind') ?? '',
    ...(group !== undefined && { group }),
    ...(name !== undefined && { name }),
    ...(namespace !== undefined && { namespace }),
    jsonPointers: textsIn(rule, 'jsonPointers'),
    jqPathExpressions: textsIn(rule, 'jqPathExpressions'),
    managedFieldsManagers: textsIn(rule, 'managedFieldsManagers'),
  };
}

function sourcesIn(spec: unknown, pointer: Pointer): Source[] {
  const single = sourceFrom(fieldOf(spec, 'source'), `${pointer}/source`);
  const several = listIn(spec, 'sources').flatMap((source, i) =>
    sourceFrom(source, `${pointer}/sources/${i}`),
  );
  return [...single, ...several];
}

function sourceFrom(source: unknown, pointer: Pointer): Source[] {
  const repoURL = textIn(source, 'repoURL');
  if (repoURL === undefined) return [];
  const [targetRevision, path, chart] = ['targetRevision', 'path', 'chart'].map((name) =>
    textIn(source, name),
  );
  return [{ pointer, repoURL, targetRevision, path, chart, recurses: recurses(source) }];
}

/** Plain manifests are read of one folder, unless `recurse` says more; other tools read as they like. */
function recurses(source: unknown): boolean {
  if (['helm', 'kustomize', 'plugin'].some((tool) => fieldOf(source, tool) !== undefined))
    return true;
  return fieldOf(fieldOf(source, 'directory'), 'recurse') === true;
}

/** A field of what may be no object; much faster than a pointer, for what every object has. */
function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function textIn(value: unknown, name: string): string | undefined {
  const field = fieldOf(value, name);
  return typeof field === 'string' ? field : undefined;
}

/** A text that is neither empty nor templated. */
function plainIn(value: unknown, name: string): string | undefined {
  const text = textIn(value, name);
  return text === '' || text?.includes('{{') ? undefined : text;
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const field = fieldOf(value, name);
  return Array.isArray(field) ? (field as unknown[]) : [];
}

function textsIn(value: unknown, name: string): string[] {
  return listIn(value, name).filter((item) => typeof item === 'string');
}
