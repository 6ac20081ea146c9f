import type { Answers } from './answers';

/** A cluster as Argo CD knows it. */
export interface ClusterFacts {
  readonly name: string;
  /** `https://10.0.0.1` */
  readonly server: string;
  /** Labels of the cluster Secret. Default none; its type label is implied. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the cluster Secret. Default none. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** The AppProject it belongs to. Default none. */
  readonly project?: string;
}

/** What the controllers would find, as `inventory.yaml` tells it. */
export interface Inventory extends Answers {
  readonly clusters: readonly ClusterFacts[];
  /**
   * Where each repository is checked out, or each artifact unpacked: a folder, relative to the inventory
   * file. A key may end in `@<revision>`, that of an artifact in `:<tag>`.
   */
  readonly repositories: Readonly<Record<string, string>>;
  /** Whether the controller runs with `--enable-new-git-file-globbing`. Default false. */
  readonly newGitFileGlobbing?: boolean | undefined;
}
