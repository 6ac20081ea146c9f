import type { Pointer } from '../core';
import { isMap } from '../template';
import { readClusterSecret } from './cluster-secret';
import type { InventoryReader } from './inventory-reader';
import type { ClusterFacts } from './inventory-types';

const FACTS = ['name', 'server', 'labels', 'annotations', 'project'] as const;

/** A cluster and where it stands, for messages. */
interface Read {
  readonly facts: ClusterFacts;
  readonly pointer: Pointer;
  readonly reader: InventoryReader;
}

/** Whether this is what `kubectl get secrets -o yaml` writes: a Secret, or a list of them. */
export function isExport(value: unknown): boolean {
  return isMap(value) && ('kind' in value || 'apiVersion' in value);
}

/** The clusters of an inventory: facts and exported Secrets, or one exported list of them. */
export function readClusters(value: unknown, reader: InventoryReader): ClusterFacts[] {
  const at = '/clusters';
  const items = isExport(value) ? [{ item: value, pointer: at }] : itemsOf(value, at, reader);
  return unique(items.flatMap(({ item, pointer }) => readCluster(item, pointer, reader)));
}

/** The clusters of a file that is an export itself, each reader of one document. */
export function readExports(readers: readonly InventoryReader[]): ClusterFacts[] {
  return unique(readers.flatMap((reader) => readCluster(reader.document.value, '', reader)));
}

/** Argo CD keeps clusters by name, and loses one of two without a word. */
function unique(clusters: readonly Read[]): ClusterFacts[] {
  const seen = new Set<string>();
  for (const { facts, pointer, reader } of clusters) {
    if (seen.has(facts.name)) {
      reader.refuseAt(
        `there are two clusters '${facts.name}', of which Argo CD would lose one`,
        'give one of them another name',
        pointer,
      );
    }
    seen.add(facts.name);
  }
  return clusters.map(({ facts }) => facts);
}

function readCluster(value: unknown, pointer: Pointer, reader: InventoryReader): Read[] {
  const map = reader.map(value, pointer, 'a cluster');
  if (map.kind === 'List' || map.kind === 'SecretList') {
    return itemsOf(map.items, `${pointer}/items`, reader).flatMap((one) =>
      readCluster(one.item, one.pointer, reader),
    );
  }
  return [{ facts: readOne(map, pointer, reader), pointer, reader }];
}

function readOne(
  map: Readonly<Record<string, unknown>>,
  pointer: Pointer,
  reader: InventoryReader,
): ClusterFacts {
  if (isExport(map) || 'data' in map || 'stringData' in map) {
    return readClusterSecret(map, (problem, hint, at) =>
      reader.refuseAt(problem, hint, pointer + at),
    );
  }
  reader.known(map, FACTS, pointer);
  return {
    name: reader.text(map, 'name', pointer, 'a cluster'),
    server: reader.text(map, 'server', pointer, 'a cluster'),
    labels: reader.textMap(map.labels, `${pointer}/labels`),
    annotations: reader.textMap(map.annotations, `${pointer}/annotations`),
    project: reader.anyText(map.project, `${pointer}/project`),
  };
}

function itemsOf(value: unknown, at: Pointer, reader: InventoryReader) {
  return reader.list(value, at, (item, pointer) => ({ item, pointer }));
}
