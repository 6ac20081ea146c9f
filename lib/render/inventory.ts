import { nearest, type Pointer } from '../core';
import { parseDocuments, type YamlDocument } from '../core/yaml';
import { isMap } from '../template';
import { readClusterSecret } from './cluster-secret';
import { RenderError } from './errors';
import type { ClusterFacts, Inventory } from './inventory-types';

const FACTS = ['name', 'server', 'labels', 'annotations', 'project'] as const;
const SECTIONS = ['clusters', 'repositories'] as const;

/**
 * Reads an inventory. A cluster is its facts or the Secret that holds it, as exported from a hub:
 * credentials in it are not looked at.
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
  return reader.read();
}

class InventoryReader {
  constructor(
    readonly document: YamlDocument,
    readonly file: string,
  ) {}

  read(): Inventory {
    const root = this.#map(this.document.value, '', 'the inventory');
    this.#known(root, SECTIONS, '');
    const { clusters = [], repositories = {} } = root;
    if (!Array.isArray(clusters)) this.#refuse(clusters, '/clusters', 'a list');
    return {
      clusters: (clusters as unknown[]).map((item, i) => this.#cluster(item, `/clusters/${i}`)),
      repositories: this.#strings(repositories, '/repositories'),
    };
  }

  #cluster(value: unknown, pointer: Pointer): ClusterFacts {
    const map = this.#map(value, pointer, 'a cluster');
    if ('kind' in map || 'apiVersion' in map || 'data' in map || 'stringData' in map) {
      return readClusterSecret(map, (problem, hint, at) =>
        this.#refuseAt(problem, hint, pointer + at),
      );
    }
    this.#known(map, FACTS, pointer);
    const { labels = {}, annotations = {}, project = '' } = map;
    return {
      name: this.#text(map.name, pointer, 'name'),
      server: this.#text(map.server, pointer, 'server'),
      labels: this.#strings(labels, `${pointer}/labels`),
      annotations: this.#strings(annotations, `${pointer}/annotations`),
      project:
        typeof project === 'string'
          ? project
          : this.#refuse(project, `${pointer}/project`, 'a text'),
    };
  }

  #known(map: Readonly<Record<string, unknown>>, keys: readonly string[], pointer: Pointer): void {
    for (const key of Object.keys(map)) {
      if (keys.includes(key)) continue;
      const meant = nearest(key, keys);
      const hint = meant ? `write '${meant}'` : `write one of ${keys.join(', ')}`;
      this.#refuseAt(`unknown key '${key}'`, hint, `${pointer}/${key}`);
    }
  }

  #map(value: unknown, pointer: Pointer, what: string): Readonly<Record<string, unknown>> {
    return isMap(value) ? value : this.#refuse(value, pointer, `a map, as ${what} is`);
  }

  #text(value: unknown, pointer: Pointer, key: string): string {
    if (typeof value === 'string' && value !== '') return value;
    if (value === undefined || value === null || value === '') {
      return this.#refuseAt(`a cluster needs a ${key}`, `write ${key}`, pointer);
    }
    return this.#refuse(value, `${pointer}/${key}`, 'a text');
  }

  #strings(value: unknown, pointer: Pointer): Record<string, string> {
    const map = this.#map(value ?? {}, pointer, 'this');
    for (const [key, text] of Object.entries(map)) {
      if (typeof text !== 'string')
        this.#refuse(text, `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`, 'a text');
    }
    return { ...map } as Record<string, string>;
  }

  #refuse(value: unknown, pointer: Pointer, expected: string): never {
    const shown = JSON.stringify(value) as string | undefined;
    return this.#refuseAt(
      `'${pointer}' is ${shown ?? 'missing'}, expected ${expected}`,
      expected === 'a text' ? `quote it: "${String(value)}"` : `write ${expected}`,
      pointer,
    );
  }

  #refuseAt(problem: string, hint: string, pointer: Pointer): never {
    return this.fail(problem, hint, this.document.lineOf(pointer));
  }

  fail(problem: string, hint: string, line?: number): never {
    const place = line === undefined ? this.file : `${this.file}:${line}`;
    throw new RenderError('INVENTORY_INVALID', `${place}: ${problem}`, hint);
  }
}
