import { valueAt, type Manifest, type ManifestSet } from '../core';
import type { KindSchema, Node } from '../schema';

const ANYTHING: Node = { 'x-kubernetes-preserve-unknown-fields': true };

/** What Crossplane adds to the `spec` and `status` of composite resources and claims. */
const MACHINERY = [
  'claimRef',
  'compositeDeletePolicy',
  'compositionRef',
  'compositionRevisionRef',
  'compositionRevisionSelector',
  'compositionSelector',
  'compositionUpdatePolicy',
  'environmentConfigRefs',
  'publishConnectionDetailsTo',
  'resourceRef',
  'resourceRefs',
  'writeConnectionSecretToRef',
];

/** Schemas of the kinds that CRDs and XRDs in a set define, by `<apiVersion>/<kind>`. */
export function definitionsIn(set: ManifestSet): ReadonlyMap<string, KindSchema> {
  const found = new Map<string, KindSchema>();
  for (const crd of set.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')) {
    define(found, crd, '/spec/names', textAt(crd, '/spec/scope'), (schema) => schema);
  }
  for (const xrd of set.ofKind('apiextensions.crossplane.io', 'CompositeResourceDefinition')) {
    const scope = textAt(xrd, '/spec/scope') ?? defaultScope(xrd);
    define(found, xrd, '/spec/names', scope, withMachinery);
    define(found, xrd, '/spec/claimNames', 'Namespaced', withMachinery);
  }
  return found;
}

function define(
  found: Map<string, KindSchema>,
  by: Manifest,
  names: string,
  scope: string | undefined,
  finish: (schema: Node) => Node,
): void {
  const group = textAt(by, '/spec/group');
  const kind = textAt(by, `${names}/kind`);
  const versions = valueAt(by, '/spec/versions');
  if (group === undefined || kind === undefined || !Array.isArray(versions)) return;
  for (const version of versions as unknown[]) {
    const schema = valueAt(version, '/schema/openAPIV3Schema');
    const name = valueAt(version, '/name');
    if (typeof schema !== 'object' || schema === null || typeof name !== 'string') continue;
    const path = textAt(version, '/subresources/scale/specReplicasPath');
    found.set(`${group}/${name}/${kind}`, {
      table: { shapes: [] },
      facts: {
        root: finish(schema as Node),
        scope: scope === 'Cluster' || scope === 'LegacyCluster' ? 'Cluster' : 'Namespaced',
        plural: textAt(by, `${names}/plural`) ?? '',
        served: valueAt(version, '/served') !== false,
        storage: (valueAt(version, '/storage') ?? valueAt(version, '/referenceable')) === true,
        ...(path === undefined ? {} : { scale: { specReplicasPath: path } }),
      },
    });
  }
}

/** An XRD's schema with the fields that Crossplane writes into the CRD which it makes of it. */
function withMachinery(schema: Node): Node {
  const { spec, status } = schema.properties ?? {};
  const added = Object.fromEntries(MACHINERY.map((name) => [name, ANYTHING]));
  const open = (node: unknown, fields: Record<string, Node>): Node => {
    const given = (typeof node === 'object' && node !== null ? node : {}) as Node;
    return { type: 'object', ...given, properties: { ...fields, ...given.properties } };
  };
  return {
    ...schema,
    properties: {
      ...schema.properties,
      spec: open(spec, { crossplane: ANYTHING, ...added }),
      status: open(status, { conditions: ANYTHING, crossplane: ANYTHING }),
    },
  };
}

/** XRDs of `v2` are namespaced unless they say otherwise, those of `v1` are not. */
function defaultScope({ apiVersion }: Manifest): string {
  return apiVersion.endsWith('/v1') ? 'LegacyCluster' : 'Namespaced';
}

function textAt(root: unknown, pointer: string): string | undefined {
  const value = valueAt(root, pointer);
  return typeof value === 'string' ? value : undefined;
}
