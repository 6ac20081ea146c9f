import type { Node } from './node';

const string: Node = { type: 'string' };
const strings: Node = { type: 'object', additionalProperties: string };
const time: Node = { type: 'string', format: 'date-time' };
const int64: Node = { type: 'integer', format: 'int64' };

/** What `metadata` may hold on any object: schemas of custom resources leave it out. */
export const objectMeta: Node = {
  type: 'object',
  properties: {
    annotations: strings,
    creationTimestamp: time,
    deletionGracePeriodSeconds: int64,
    deletionTimestamp: time,
    finalizers: { type: 'array', items: string, 'x-kubernetes-list-type': 'set' },
    generateName: string,
    generation: int64,
    labels: strings,
    managedFields: { type: 'array' },
    name: string,
    namespace: string,
    ownerReferences: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['uid'],
      items: {
        type: 'object',
        required: ['apiVersion', 'kind', 'name', 'uid'],
        properties: {
          apiVersion: string,
          blockOwnerDeletion: { type: 'boolean' },
          controller: { type: 'boolean' },
          kind: string,
          name: string,
          uid: string,
        },
      },
    },
    resourceVersion: string,
    selfLink: string,
    uid: string,
  },
};

/**
 * A node that stands for a whole object, with the fields which every object has. A schema of a
 * custom resource may restrict `metadata.name`; its restriction is kept beside the usual fields.
 */
export function asResource(node: Node, nodeOf: (child: number | Node) => Node): Node {
  const { metadata } = node.properties ?? {};
  const own = metadata === undefined ? {} : nodeOf(metadata);
  const complete = own.properties?.['ownerReferences'] !== undefined;
  const usual: Node = own.properties ? { ...objectMeta, allOf: [own] } : objectMeta;
  return {
    ...node,
    type: 'object',
    properties: {
      apiVersion: string,
      kind: string,
      ...node.properties,
      metadata: complete && metadata !== undefined ? metadata : usual,
    },
  };
}
