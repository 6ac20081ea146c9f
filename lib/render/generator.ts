import type { Manifest, Pointer } from '../core';
import type { Answers } from './answers';
import type { Artifacts, Repositories } from './file-tree';
import type { ClusterFacts } from './inventory-types';
import type { Params } from './params';
import type { Renderer } from './renderer';
import type { Globbing } from './select-files';

/** What generators may look at. */
export interface GeneratorInputs extends Answers {
  readonly clusters: readonly ClusterFacts[];
  /** Files of git repositories and OCI artifacts. Default none. */
  readonly repositories?: Repositories | undefined;
  /** Asked for OCI artifacts that `repositories` does not have. Default none. */
  readonly artifacts?: Artifacts | undefined;
  /** AppProjects that Applications are held against. Default none: `expandFleet` takes its set's. */
  readonly projects?: readonly Manifest[] | undefined;
  /** The Argo CD that is to run it, `3.5`. Default the newest whose facts are here. */
  readonly argocd?: string | undefined;
  /** How patterns of files in git are read. Default `pathspec`, as Argo CD's. */
  readonly globbing?: Globbing | undefined;
}

export interface GeneratorContext {
  readonly applicationSet: Manifest;
  readonly inputs: GeneratorInputs;
  readonly renderer: Renderer;
  /** Runs a child of matrix or merge, its strings filled in with `params` where there are any. */
  child(entry: GeneratorEntry, pointer: Pointer): ChildGenerator;
  /** Tells of something that Argo CD takes without a word. */
  warn(message: string, hint: string, pointer: Pointer): void;
}

/** One item of `generators`: at least one generator by its key, and a post-selector. */
export type GeneratorEntry = Readonly<Record<string, unknown>>;

/** A child of matrix or merge. */
export interface ChildGenerator {
  /** Whether the parameters of the other child change nothing. */
  readonly constant: boolean;
  /** @throws {ExpansionFailure} */
  generate(params: Params): readonly Params[];
}

/** A kind of generator: data in a list, found by its key. */
export interface Generator {
  /** As in `generators: [{ <key>: … }]`. */
  readonly key: string;
  /** The first Argo CD that knows it, `3.6`. Default: all do. */
  readonly since?: string;
  /** Whether its `values` survive a missing parameter while a matrix fills in its strings. */
  readonly hasValues?: boolean;
  /**
   * What filling in makes of an absent map or list: Argo CD makes an empty one of it, and some
   * generators tell the two apart. Default: nothing.
   */
  filled?(spec: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
  /**
   * @param spec what stands under the key.
   * @param pointer of `spec`, for messages.
   * @throws {ExpansionFailure}
   */
  generate(
    spec: Readonly<Record<string, unknown>>,
    context: GeneratorContext,
    pointer: Pointer,
  ): readonly Params[];
}
