import { ArgoCdError } from './errors';
import {
  always,
  group,
  sometimes,
  type Group,
  type Param,
  type Params,
  type Shape,
  type Text,
  type TextList,
} from './params';
import { valuesGroup, type ValueParams, type Values } from './values';

/** Folders or files of a git repository or of an OCI artifact; `exclude` wins over any other. */
export interface TraversedPath {
  readonly path: Text;
  /** Default false. */
  readonly exclude?: boolean;
}

/** What the generators of directories and of files have in common, in git and in artifacts. */
export interface TraversalOptions<V extends Values, Prefix extends string> {
  /** More parameters, under `values`; text may hold `{{ .path.basename }}` and its like. Default none. */
  readonly values?: V;
  /** Puts `path` below this name, for a matrix of two such generators. Default none. */
  readonly pathParamPrefix?: Prefix;
  /** How often it is looked at without a webhook; default 3 minutes, by Argo CD. */
  readonly requeueAfterSeconds?: number;
}

/** Where a folder is. */
export interface PathParams<Path extends string = string> {
  /** `apps/web`; in this field names of folders are as they are. */
  readonly path: Param<Path extends `${string}${'*' | '?' | '[' | '{{'}${string}` ? string : Path>;
  /** `web` */
  readonly basename: Param;
  /** The last folder's name as a DNS name. */
  readonly basenameNormalized: Param;
  /** `path` at its slashes. */
  readonly segments: Segments<Path>;
}

/** Where a file is; `path` and what follows from it is its folder, `.` at the top. */
export interface FileParams extends PathParams {
  /** `config.yaml` */
  readonly filename: Param;
  readonly filenameNormalized: Param;
}

/** The positions that a folder of such a pattern has, whichever it is, and those that it may have. */
export type Segments<Path extends string> = string extends Path
  ? TextList
  : { readonly [K in Extract<keyof Split<Path>, `${number}`>]: Param } & TextList;

type Split<Path extends string> = Path extends `${string}{{${string}`
  ? []
  : Path extends `${infer Head}/${infer Tail}`
    ? [Head, ...Split<Tail>]
    : [Path];

/** The parameter sets of a traversal: `path` or `<prefix>.path`, and `values`. */
export type Traversed<At, Prefix extends string, V extends Values> = PathUnder<At, Prefix> & {
  readonly values: ValueParams<V>;
};

export type PathUnder<At, Prefix extends string> = '' extends Prefix
  ? { readonly path: At }
  : { readonly [K in NoInfer<Prefix>]: { readonly path: At } };

/** @param segments how many each folder is known to have. */
export function pathGroup(segments: number, prefix: string | undefined, ...more: string[]): Group {
  const positions = Array.from({ length: segments }, (_, i): [string, Shape] => [
    String(i),
    always,
  ]);
  const names = ['path', 'basename', 'basenameNormalized', ...more];
  const path = group({
    ...Object.fromEntries(names.map((name) => [name, always])),
    segments: { ...group(Object.fromEntries(positions), sometimes), list: {} },
  });
  return prefix ? group({ [prefix]: group({ path }) }) : group({ path });
}

export function traversedGroup(path: Group, values: Values, rest?: Shape): Group {
  return group({ ...path.fields, values: valuesGroup(values) }, rest);
}

/** How many segments each folder has that one of the patterns matches. */
export function segmentsOf(directories: readonly TraversedPath[]): number {
  const included = directories.filter(({ exclude }) => exclude !== true);
  const counts = included.map(({ path }) =>
    String(path).includes('{{') ? 0 : String(path).split('/').length,
  );
  return counts.length > 0 ? Math.min(...counts) : 0;
}

/**
 * @throws {ArgoCdError} `ARGOCD_GENERATOR_INVALID` for a pattern that matches nothing, or something
 *   else than it seems to: Argo CD would take it without a word, and delete what it made before.
 */
export function checkPatterns(what: string, patterns: readonly TraversedPath[], files: boolean) {
  const refuse = (message: string, hint: string): never => {
    throw new ArgoCdError('ARGOCD_GENERATOR_INVALID', `${what} ${message}`, hint);
  };
  if (patterns.every(({ exclude }) => exclude === true)) {
    refuse('includes nothing', "write a path without exclude: { path: 'apps/*' }");
  }
  for (const { path } of patterns) {
    const text = String(path);
    if (text === '') refuse('has an empty path', "write a pattern: 'apps/*'");
    if (/^\.?\//.test(text) || text.startsWith('../')) {
      refuse(`has the path '${text}', which matches nothing`, 'write it from the top: apps/*');
    }
    if (files) continue;
    if (text.endsWith('/')) refuse(`has the path '${text}'`, `write ${text.replace(/\/+$/, '')}`);
    if (text.includes('**')) {
      refuse(`has the path '${text}', whose ** is one level`, 'write each depth: apps/*, apps/*/*');
    }
    const outside = text.replace(/\{\{[^]*?\}\}/g, '');
    if (/[{}]/.test(outside)) {
      refuse(`has the path '${text}', which knows no {a,b}`, 'write one path for each');
    }
    if (/\[[^\]]*$/.test(outside))
      refuse(`has the path '${text}' with an open [`, 'close it: [a-z]');
  }
}

/** Content of which nothing is said. */
export type FileContent = Readonly<Record<never, never>>;

/** The content of a file, where it is, and values; the latter two win over the content's own. */
export type FileSets<T extends object, V extends string, Prefix extends string> = Omit<
  Params<T>,
  ('' extends Prefix ? 'path' : Prefix) | ([V] extends [never] ? never : 'values')
> &
  PathUnder<FileParams, Prefix> &
  ([V] extends [never] ? unknown : { readonly values: { readonly [K in NoInfer<V>]: Param } });

/** Values by names that are types, since `T` is written out, and nothing beside it is inferred then. */
export type NamedValues<V extends string> = Readonly<Record<V, Text>> &
  ([V] extends [never] ? { readonly [name: string]: never } : unknown);

/** @param numbers paths of the content's numbers. */
export function filesGroup(
  numbers: readonly string[],
  prefix: string | undefined,
  values: Values,
): Group {
  const path = pathGroup(0, prefix, 'filename', 'filenameNormalized');
  const own = Object.keys(values).length > 0 && { values: valuesGroup(values) };
  return group({ ...path.fields, ...own }, { kind: 'open', numbers });
}
