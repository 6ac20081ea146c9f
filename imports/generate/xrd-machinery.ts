import type { Node } from './schema';

/** How a composite resource is scoped; `LegacyCluster` is Crossplane v1's, with or without claims. */
export type XrdScope = 'Namespaced' | 'Cluster' | 'LegacyCluster';

type Properties = Readonly<Record<string, Node>>;

const text: Node = { type: 'string' };

/** An object of strings. */
function strings(required: readonly string[], optional: readonly string[] = []): Node {
  const names = [...required, ...optional];
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, text])),
    ...(required.length > 0 && { required }),
  };
}

const selector: Node = {
  type: 'object',
  required: ['matchLabels'],
  properties: { matchLabels: { type: 'object', additionalProperties: text } },
};

function choice(values: readonly string[], byDefault: unknown): Node {
  return {
    type: 'string',
    enum: values,
    ...(typeof byDefault === 'string' && { default: byDefault }),
  };
}

function selection(updatePolicy?: unknown): Properties {
  return {
    compositionRef: strings(['name']),
    compositionSelector: selector,
    compositionRevisionRef: strings(['name']),
    compositionRevisionSelector: selector,
    compositionUpdatePolicy: choice(['Automatic', 'Manual'], updatePolicy),
  };
}

/** What Crossplane adds to the spec of a composite resource; newer scopes nest it. */
export function compositeSpec(scope: XrdScope, updatePolicy: unknown): Properties {
  const optional = scope === 'Namespaced' ? ['name'] : ['name', 'namespace'];
  const machinery: Properties = {
    ...selection(updatePolicy),
    resourceRefs: {
      type: 'array',
      items: strings(['apiVersion', 'kind'], optional),
      'x-kubernetes-list-type': 'atomic',
    },
  };
  if (scope !== 'LegacyCluster') return { crossplane: { type: 'object', properties: machinery } };
  return {
    ...machinery,
    claimRef: strings(['apiVersion', 'kind', 'namespace', 'name']),
    writeConnectionSecretToRef: strings(['name', 'namespace']),
  };
}

/** What Crossplane adds to the spec of a claim. */
export function claimSpec(deletePolicy: unknown): Properties {
  return {
    ...selection(),
    compositeDeletePolicy: choice(['Background', 'Foreground'], deletePolicy),
    resourceRef: strings(['apiVersion', 'kind', 'name']),
    writeConnectionSecretToRef: strings(['name']),
  };
}

/** What Crossplane adds to the status; that of a claim is as that of a legacy composite. */
export function compositeStatus(scope: XrdScope): Properties {
  const conditions: Node = {
    type: 'array',
    'x-kubernetes-list-map-keys': ['type'],
    'x-kubernetes-list-type': 'map',
    items: {
      type: 'object',
      required: ['lastTransitionTime', 'reason', 'status', 'type'],
      properties: {
        lastTransitionTime: { type: 'string', format: 'date-time' },
        message: text,
        observedGeneration: { type: 'integer', format: 'int64' },
        reason: text,
        status: text,
        type: text,
      },
    },
  };
  if (scope !== 'LegacyCluster') return { conditions };
  const published: Node = { type: 'string', format: 'date-time' };
  return {
    conditions,
    claimConditionTypes: { type: 'array', 'x-kubernetes-list-type': 'set', items: text },
    connectionDetails: { type: 'object', properties: { lastPublishedTime: published } },
  };
}
