import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { PackedArtifact, PackFile } from '../../lib/oci';
import type { Drift } from '../drift';

/** Charts below one construct that become one folder of an artifact. */
export interface Part {
  /** Stands for its charts; file names start below it. */
  readonly root: IConstruct;
  /** Folder in the artifact: `staging`, or `''` for its top. */
  readonly folder: string;
}

/**
 * Something that is delivered as a whole under one name: an artifact, or a hub. Its folder below the
 * output folder is its name.
 */
export interface Delivery {
  readonly name: string;
  readonly kind: 'artifact' | 'hub';
  readonly construct: IConstruct;
  readonly parts: readonly Part[];
  /** Charts from elsewhere in the tree that travel with it, at its top. */
  readonly adopted: readonly Chart[];
  /** `ghcr.io/acme/manifests/core-stack`; `undefined` for what git delivers. */
  readonly repository: string | undefined;
  /** The tag that `publish` moves when all other artifacts are in; `undefined`: none. */
  readonly tag?: string;
  /** What to do about fields that controllers write. Default: repair, and add the rules. */
  readonly drift?: Drift;
  /** Bytes of manifests that one source may have. Default 10 MB. */
  readonly folderLimitBytes?: number;
  /** Files that are no charts, as they are. */
  files(): readonly PackFile[];
  /** How they become an artifact. Default: as they are, at their paths. */
  readonly pack?: (files: readonly PackFile[]) => PackedArtifact;
}

const byApp = new WeakMap<IConstruct, Delivery[]>();

/** The deliveries of the app that a construct belongs to, in the order they were made. */
export function deliveriesOf(construct: IConstruct): readonly Delivery[] {
  return byApp.get(construct.node.root) ?? [];
}

export function register(delivery: Delivery): void {
  const app = delivery.construct.node.root;
  const known = byApp.get(app);
  if (known) known.push(delivery);
  else byApp.set(app, [delivery]);
}
