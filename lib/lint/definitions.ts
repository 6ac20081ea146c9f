import { valueAt, type Manifest, type ManifestSet } from '../core';
import { readDefinition } from '../crossplane/xrd/definition';
import { kindsOf } from '../crossplane/xrd/derive';
import type { KindSchema, Node } from '../schema';
import { readNode } from '../schema/read-node';

/** Schemas of the kinds that CRDs and XRDs in a set define, by `<apiVersion>/<kind>`. */
export function definitionsIn(set: ManifestSet): ReadonlyMap<string, KindSchema> {
  const found = new Map<string, KindSchema>();
  for (const crd of set.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')) {
    define(found, crd);
  }
  for (const xrd of set.ofKind('apiextensions.crossplane.io', 'CompositeResourceDefinition')) {
    const definition = readDefinition(xrd);
    for (const [key, kind] of definition ? kindsOf(definition) : []) found.set(key, kind);
  }
  return found;
}

function define(found: Map<string, KindSchema>, crd: Manifest): void {
  const group = textAt(crd, '/spec/group');
  const kind = textAt(crd, '/spec/names/kind');
  const versions = valueAt(crd, '/spec/versions');
  if (group === undefined || kind === undefined || !Array.isArray(versions)) return;
  for (const version of versions as unknown[]) {
    const schema = valueAt(version, '/schema/openAPIV3Schema');
    const name = valueAt(version, '/name');
    if (typeof schema !== 'object' || schema === null || typeof name !== 'string') continue;
    const path = textAt(version, '/subresources/scale/specReplicasPath');
    let root: Node | undefined;
    found.set(`${group}/${name}/${kind}`, {
      table: { shapes: [] },
      facts: {
        // Read when the first object of the kind comes: most definitions have none.
        get root() {
          return (root ??= readNode(schema));
        },
        scope: textAt(crd, '/spec/scope') === 'Cluster' ? 'Cluster' : 'Namespaced',
        plural: textAt(crd, '/spec/names/plural') ?? '',
        served: valueAt(version, '/served') !== false,
        storage: valueAt(version, '/storage') === true,
        ...(path === undefined ? {} : { scale: { specReplicasPath: path } }),
      },
    });
  }
}

function textAt(root: unknown, pointer: string): string | undefined {
  const value = valueAt(root, pointer);
  return typeof value === 'string' ? value : undefined;
}
