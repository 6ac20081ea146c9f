import { parseDocuments } from '../core/yaml';
import { readAnswers } from './inventory-answers';
import { isExport, readClusters, readExports } from './inventory-clusters';
import { InventoryReader } from './inventory-reader';
import type { Inventory } from './inventory-types';

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
 * Reads an inventory. A cluster is its facts or the Secret that holds it, as exported from a hub, alone
 * or in a list; the whole file may be such an export. Credentials are not looked at. Recorded answers
 * are there where the inventory has them.
 *
 * @param file its name, for messages.
 * @throws {RenderError} `INVENTORY_INVALID` with the line, for bad YAML, unknown keys and wrong types.
 */
export function parseInventory(text: string, file: string): Inventory {
  const documents = parseDocuments(text).filter(({ empty }) => !empty);
  const readers = documents.map((document) => new InventoryReader(document, file));
  const [reader, second] = readers;
  if (!reader) return { clusters: [], repositories: {} };
  for (const { document } of readers) {
    if (document.problem) {
      reader.fail(document.problem.message, 'repair the YAML', document.problem.line);
    }
  }
  if (isExport(reader.document.value)) return { clusters: readExports(readers), repositories: {} };
  if (second) reader.fail('has more than one document', 'write one document', second.document.line);
  return readInventory(reader);
}

function readInventory(reader: InventoryReader): Inventory {
  const root = reader.map(reader.document.value, '', 'the inventory');
  reader.known(root, SECTIONS, '');
  const { clusters = [], repositories = {}, newGitFileGlobbing: globbing } = root;
  if (globbing !== undefined && typeof globbing !== 'boolean') {
    reader.refuse(globbing, '/newGitFileGlobbing', 'true or false');
  }
  return {
    clusters: readClusters(clusters, reader),
    repositories: reader.textMap(repositories, '/repositories'),
    ...(globbing !== undefined && { newGitFileGlobbing: globbing }),
    ...readAnswers(root, reader),
  };
}
