import { dirname } from 'node:path';
import type { App } from 'cdk8s';
import { packedOf } from '../../constructs/artifact/content';
import { deliveriesOf } from '../../constructs/artifact/delivery';
import { withSynthesis } from '../../constructs/artifact/synthesis';
import { programOf } from '../../constructs/artifact/program';
import { CodedError, ManifestSet, valueAt, type Diagnostic, type Manifest } from '../core';
import {
  expandFleet as expand,
  inventoryInputs,
  parseInventory,
  type Artifacts,
  type FleetInputs,
  type Inventory,
} from '../render';
import { unpack } from '../oci';
import { allManifests } from '../synth';
import { contentOf, type Content } from './content';

/** What one Application brings to a cluster. */
export interface Delivered extends Content {
  readonly project: string;
  /** Where objects without a namespace go. */
  readonly namespace: string | undefined;
}

/** By name of the cluster, then by name of the Application; both sorted. */
export type Fleet = Readonly<Record<string, Readonly<Record<string, Delivered>>>>;

/** The fleet cannot be expanded: the controller would not do it either, or a fact is missing. */
export class FleetError extends CodedError<'FLEET_INVENTORY_MISSING' | 'FLEET_INVALID'> {}

/**
 * What every cluster of an inventory gets: the Applications that Argo CD makes of this program's
 * ApplicationSets and Applications, and of each the manifests where this program builds them.
 *
 * ```ts
 * const fleet = expandFleet(app, 'inventory.yaml');
 * expect(Object.keys(fleet['eu-west-1-a'])).toEqual(['eu-west-1-a-web', …]);
 * ```
 *
 * @param inventory the facts, or a file that holds them, relative to the working folder.
 * @throws {FleetError} `FLEET_INVALID` with all that the controller would refuse.
 */
export function expandFleet(app: App, inventory: Inventory | string): Fleet {
  const inputs = inputsOf(app, inventory);
  const { clusters } = inputs;
  return withSynthesis(app, (pass) => {
    const fleet = new Map<string, Map<string, Delivered>>();
    const artifacts = artifactsOf(app);
    for (const application of applicationsIn([...allManifests(pass)], { ...inputs, artifacts })) {
      const cluster = clusterOf(application, clusters);
      const delivered: Delivered = {
        project: String(valueAt(application, '/spec/project')),
        namespace: text(valueAt(application, '/spec/destination/namespace')),
        ...contentOf(app, application, pass),
      };
      const { name = '' } = application.metadata;
      fleet.set(cluster, (fleet.get(cluster) ?? new Map<string, Delivered>()).set(name, delivered));
    }
    return sorted([...fleet].map(([cluster, made]) => [cluster, sorted([...made])]));
  });
}

/** Folders of repositories start from the inventory's, or from the working folder. */
function inputsOf(app: App, inventory: Inventory | string): FleetInputs {
  const facts = typeof inventory === 'string' ? readInventory(app, inventory) : inventory;
  const disk = programOf(app)?.disk;
  if (!disk) return { ...facts, repositories: undefined };
  const folder = typeof inventory === 'string' ? dirname(inventory) : '.';
  return inventoryInputs(facts, { disk, folder });
}

/** What this program builds, for generators that read it at the digest it has. */
function artifactsOf(app: App): Artifacts {
  return (repoURL, revision) => {
    const delivery = deliveriesOf(app).find(({ repository }) => repoURL === `oci://${repository}`);
    if (!delivery) return undefined;
    const packed = packedOf(delivery);
    if (packed.digest !== revision) return undefined;
    const files = unpack(packed);
    const texts = new Map(files.map(({ path, content }) => [path, content.toString('utf8')]));
    return { paths: [...texts.keys()], read: (path) => texts.get(path) ?? '' };
  };
}

function readInventory(app: App, file: string): Inventory {
  const content = programOf(app)?.disk.read(file)?.toString();
  if (content !== undefined) return parseInventory(content, file);
  throw new FleetError(
    'FLEET_INVENTORY_MISSING',
    `there is no inventory '${file}'`,
    'name a file relative to the working folder, or give the facts themselves',
  );
}

function applicationsIn(manifests: readonly Manifest[], inputs: FleetInputs): readonly Manifest[] {
  const { applications, diagnostics } = expand(ManifestSet.of(manifests), inputs);
  const refused = diagnostics.filter(({ severity }) => severity === 'error').map(sentence);
  if (refused.length > 0) {
    throw new FleetError('FLEET_INVALID', refused.join('; '), 'repair what the controller refuses');
  }
  return applications;
}

function sentence({ manifest, message }: Diagnostic): string {
  return manifest ? `${manifest.kind} '${manifest.metadata.name ?? ''}' ${message}` : message;
}

const IN_CLUSTER = 'https://kubernetes.default.svc';

/** Name of the cluster that an Application goes to. */
function clusterOf(application: Manifest, clusters: Inventory['clusters']): string {
  const name = text(valueAt(application, '/spec/destination/name'));
  const server = text(valueAt(application, '/spec/destination/server'));
  const known = clusters.find((cluster) => cluster.server === server || cluster.name === name);
  return known?.name ?? name ?? (server === IN_CLUSTER ? 'in-cluster' : String(server));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
