import type { Pointer } from '../core';
import { parseDocuments } from '../core/yaml';
import { readClusterSecret } from './cluster-secret';
import { readAnswers } from './inventory-answers';
import { InventoryReader } from './inventory-reader';
import type { ClusterFacts, Inventory } from './inventory-types';

const FACTS = ['name', 'server', 'labels', 'annotations', 'project'] as const;
const SECTIONS = [
  'clusters',
  'repositories',
  'newGitFileGlobbing',
  'scm',
  'pullRequests',
  'plugins',
  'decisions',
] as const;

/**
 * Reads an inventory. A cluster is its facts or the Secret that holds it, as exported from a hub:
 * credentials in it are not looked at. Recorded answers are there where the inventory has them.
 *
 * @param file its name, for messages.
 * @throws {RenderError} `INVENTORY_INVALID` with the line, for bad YAML, unknown keys and wrong types.
 */
export function parseInventory(text: string, file: string): Inventory {
  const documents = parseDocuments(text);
  const [document] = documents;
  if (!document || document.empty) return { clusters: [], repositories: {} };
  const reader = new InventoryReader(document, file);
  if (document.problem)
    reader.fail(document.problem.message, 'repair the YAML', document.problem.line);
  if (documents.length > 1) {
    reader.fail('has more than one document', 'write one document', documents[1]?.line);
  }
  return readInventory(reader);
}

function readInventory(reader: InventoryReader): Inventory {
  const root = reader.map(reader.document.value, '', 'the inventory');
  reader.known(root, SECTIONS, '');
  const { clusters = [], repositories = {}, newGitFileGlobbing: globbing } = root;
  if (globbing !== undefined && typeof globbing !== 'boolean') {
    reader.refuse(globbing, '/newGitFileGlobbing', 'true or false');
  }
  const known = reader.list(clusters, '/clusters', (item, at) => readCluster(item, at, reader));
  refuseTwice(known, reader);
  return {
    clusters: known,
    repositories: reader.textMap(repositories, '/repositories'),
    ...(globbing !== undefined && { newGitFileGlobbing: globbing }),
    ...readAnswers(root, reader),
  };
}

/** Argo CD keeps clusters by name, and loses one of two without a word. */
function refuseTwice(clusters: readonly ClusterFacts[], reader: InventoryReader): void {
  const names = clusters.map(({ name }) => name);
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice < 0) return;
  reader.refuseAt(
    `there are two clusters '${names[twice]}', of which Argo CD would lose one`,
    'give one of them another name',
    `/clusters/${twice}`,
  );
}

function readCluster(value: unknown, pointer: Pointer, reader: InventoryReader): ClusterFacts {
  const map = reader.map(value, pointer, 'a cluster');
  if ('kind' in map || 'apiVersion' in map || 'data' in map || 'stringData' in map) {
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
