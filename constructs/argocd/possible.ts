/*
 * What Argo CD refuses or silently ignores beside something else. Checks of what was written, and no
 * union of what may be: the compiler names the field that is too much then, and the reason, where of
 * a union it would report the whole object.
 */

/** What a field would have to be that is impossible here; no value is, and the reason shows. */
type Not<Reason extends string> = { readonly [K in `(${Reason})`]: never };

/** `unknown`, or what an Application's spec `R` would have to be. */
export type PossibleSpec<R> = OneOrigin<R> &
  PossibleField<R, 'source', 'one'> &
  (R extends { readonly sources: infer L extends readonly unknown[] }
    ? { readonly sources: { readonly [I in keyof L]: PossibleSource<L[I], 'listed'> } }
    : unknown) &
  (R extends { readonly sourceHydrator: infer H } ? PossibleHydrator<H> : unknown) &
  (R extends { readonly syncPolicy: infer P } ? PossiblePolicy<P> : unknown);

/** Where a source stands: alone, or in `sources`. */
type Standing = 'one' | 'listed';

type PossibleField<R, Key extends string, At extends Standing> = R extends {
  readonly [K in Key]: infer S;
}
  ? { readonly [K in Key]: PossibleSource<S, At> }
  : unknown;

type OneOrigin<R> = R extends { readonly sourceHydrator: object }
  ? Without<R, 'source' | 'sources', 'sourceHydrator is the only source'>
  : R extends { readonly source: object }
    ? Without<R, 'sources', 'write source or sources, not both'>
    : unknown;

/** `R` without any of these fields. */
type Without<R, Keys extends string, Reason extends string> = {
  readonly [K in Keys & keyof R as undefined extends R[K] ? never : K]: Not<Reason>;
};

type PossibleSource<S, At extends Standing> = S extends object
  ? OneTool<S> & Place<S, At> & PossibleHelm<S> & PossibleUrl<S> & PossibleRef<S, At>
  : unknown;

type OneTool<S> = S extends { readonly helm: object }
  ? Without<S, 'kustomize' | 'directory' | 'plugin', 'helm is how this source is rendered'>
  : S extends { readonly kustomize: object }
    ? Without<S, 'directory' | 'plugin', 'kustomize is how this source is rendered'>
    : S extends { readonly directory: object }
      ? Without<S, 'plugin', 'directory is how this source is rendered'>
      : unknown;

type Place<S, At extends Standing> = 'chart' extends keyof S
  ? S extends { readonly chart: unknown }
    ? Without<S, 'path', 'a chart has no path'> & Required<S, 'targetRevision'>
    : unknown
  : 'path' extends keyof S
    ? unknown
    : At extends 'listed'
      ? 'ref' extends keyof S
        ? unknown
        : { readonly path: unknown }
      : { readonly path: unknown };

/** With a field that is not there: TypeScript says which one is missing. */
type Required<S, Key extends string> = Key extends keyof S
  ? unknown
  : { readonly [K in Key]: unknown };

type PossibleHelm<S> = S extends { readonly helm: infer H extends object }
  ? H extends { readonly valuesObject: object }
    ? { readonly helm: Without<H, 'values', 'valuesObject wins: values would be ignored'> }
    : unknown
  : unknown;

type PossibleUrl<S> = S extends { readonly repoURL: `oci://${string}` }
  ? Without<S, 'chart', 'an oci:// source has no chart: write path'> &
      Required<S, 'targetRevision'> &
      (S extends { readonly repoURL: `oci://${string}/${string}:${string}` }
        ? { readonly repoURL: Not<'write the tag or digest as targetRevision'> }
        : unknown)
  : unknown;

type PossibleRef<S, At extends Standing> = S extends { readonly ref: unknown }
  ? At extends 'one'
    ? { readonly ref: Not<'only a source in sources has a ref'> }
    : Without<S, 'chart', 'files of a chart cannot be referred to'>
  : unknown;

type PossibleHydrator<H> = H extends {
  readonly drySource: infer D extends object;
  readonly syncSource: infer S;
}
  ? {
      readonly sourceHydrator: {
        readonly drySource: OneTool<D> & PossibleHelm<D>;
      } & (S extends { readonly path: '' | '.' | '/' }
        ? { readonly syncSource: { readonly path: Not<'hydrating would empty the whole branch'> } }
        : unknown);
    }
  : unknown;

type PossiblePolicy<P> = P extends { readonly managedNamespaceMetadata: object }
  ? P extends { readonly syncOptions: infer L extends readonly unknown[] }
    ? number extends L['length']
      ? unknown
      : 'CreateNamespace=true' extends L[number]
        ? unknown
        : NeedsNamespace
    : 'syncOptions' extends keyof P
      ? unknown
      : NeedsNamespace
  : unknown;

interface NeedsNamespace {
  readonly syncPolicy: {
    readonly managedNamespaceMetadata: Not<'only with the sync option CreateNamespace=true'>;
  };
}
