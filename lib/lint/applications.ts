import { valueAt, type Manifest, type Pointer } from '../core';
import { perRun } from './context';

/** The spec of an Application, or the one in the template of an ApplicationSet. */
export interface ApplicationSpec {
  /** The object that holds it. */
  readonly at: Manifest;
  /** Where: `/spec` or `/spec/template/spec`. */
  readonly pointer: Pointer;
  readonly sources: readonly Source[];
  /** Self-heal as far as it is written: `undefined` where automated sync is not set here. */
  readonly selfHeals: boolean;
  readonly syncOptions: readonly string[];
  readonly ignoreRules: readonly IgnoreRule[];
}

/** One `source` or one item of `sources`. */
export interface Source {
  readonly pointer: Pointer;
  readonly repoURL: string;
  readonly targetRevision: string | undefined;
  readonly path: string | undefined;
  readonly chart: string | undefined;
}

/** One item of `ignoreDifferences`, whatever is written there. */
export interface IgnoreRule {
  readonly pointer: Pointer;
  readonly group: string | undefined;
  readonly kind: string;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly jsonPointers: readonly string[];
  readonly jqPathExpressions: readonly string[];
  readonly managers: readonly string[];
}

/** Every Application and ApplicationSet of a set, in order. */
export const applicationSpecs = perRun(({ set }): readonly ApplicationSpec[] => [
  ...set.ofKind('argoproj.io', 'Application').map((at) => specAt(at, '/spec')),
  ...set.ofKind('argoproj.io', 'ApplicationSet').map((at) => specAt(at, '/spec/template/spec')),
]);

/** Every source in a set, with the object that reads it. */
export const sourcesOf = perRun((context) =>
  applicationSpecs(context).flatMap((spec) => spec.sources.map((source) => ({ ...spec, source }))),
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
  const automated = valueAt(at, `${pointer}/syncPolicy/automated`);
  const enabled = valueAt(automated, '/enabled') !== false;
  return {
    at,
    pointer,
    sources: sourcesAt(at, pointer),
    selfHeals: enabled && valueAt(automated, '/selfHeal') === true,
    syncOptions: texts(listAt(at, `${pointer}/syncPolicy/syncOptions`)),
    ignoreRules: listAt(at, `${pointer}/ignoreDifferences`).map((rule, i) => ({
      pointer: `${pointer}/ignoreDifferences/${i}`,
      group: textAt(rule, '/group'),
      kind: textAt(rule, '/kind') ?? '',
      name: textAt(rule, '/name'),
      namespace: textAt(rule, '/namespace'),
      jsonPointers: texts(listAt(rule, '/jsonPointers')),
      jqPathExpressions: texts(listAt(rule, '/jqPathExpressions')),
      managers: texts(listAt(rule, '/managedFieldsManagers')),
    })),
  };
}

function sourcesAt(at: Manifest, pointer: Pointer): Source[] {
  const several = listAt(at, `${pointer}/sources`).map((_, i) => `${pointer}/sources/${i}`);
  return [`${pointer}/source`, ...several].flatMap((place) => {
    const source = valueAt(at, place);
    const repoURL = textAt(source, '/repoURL');
    if (repoURL === undefined) return [];
    const [targetRevision, path, chart] = ['/targetRevision', '/path', '/chart'].map((field) =>
      textAt(source, field),
    );
    return [{ pointer: place, repoURL, targetRevision, path, chart }];
  });
}

function texts(list: readonly unknown[]): string[] {
  return list.filter((item) => typeof item === 'string');
}
