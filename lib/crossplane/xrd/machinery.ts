import type { Node } from '../../schema';
import type { XrScope } from './definition';

/*
 * The fields that Crossplane adds to the CRD which it derives from an XRD.
 *
 * https://github.com/crossplane/crossplane-runtime/blob/main/pkg/xcrd/schemas.go
 */

const TEXT: Node = { type: 'string' };
const TIME: Node = { type: 'string', format: 'date-time' };
const ANYTHING: Node = { 'x-kubernetes-preserve-unknown-fields': true };

const reference = (...fields: readonly string[]): Node => ({
  type: 'object',
  required: fields,
  properties: Object.fromEntries(fields.map((field) => [field, TEXT])),
});

const SELECTOR: Node = {
  type: 'object',
  required: ['matchLabels'],
  properties: { matchLabels: { type: 'object', additionalProperties: TEXT } },
};

const SELECTION: Readonly<Record<string, Node>> = {
  compositionRef: reference('name'),
  compositionSelector: SELECTOR,
  compositionRevisionRef: reference('name'),
  compositionRevisionSelector: SELECTOR,
  compositionUpdatePolicy: { type: 'string', enum: ['Automatic', 'Manual'] },
};

const resourceRefs = (...fields: readonly string[]): Node => ({
  type: 'array',
  'x-kubernetes-list-type': 'atomic',
  items: { ...reference(...fields), required: ['apiVersion', 'kind'] },
});

/** Fields of `spec` that Crossplane 1 had and 2 has not: objects that are older still carry them. */
export const OLDER: Readonly<Record<string, Node>> = {
  environmentConfigRefs: ANYTHING,
  publishConnectionDetailsTo: ANYTHING,
};

/** By field of `spec`. Modern XRs keep all of it in `spec.crossplane`. */
export function specMachinery(scope: XrScope): Readonly<Record<string, Node>> {
  if (scope === 'LegacyCluster') {
    return {
      ...SELECTION,
      resourceRefs: resourceRefs('apiVersion', 'kind', 'name', 'namespace'),
      claimRef: reference('apiVersion', 'kind', 'namespace', 'name'),
      writeConnectionSecretToRef: reference('name', 'namespace'),
    };
  }
  const fields = ['apiVersion', 'kind', 'name', ...(scope === 'Cluster' ? ['namespace'] : [])];
  const properties = { ...SELECTION, resourceRefs: resourceRefs(...fields) };
  return { crossplane: { type: 'object', properties } };
}

/** By field of a claim's `spec`. */
export function claimMachinery(): Readonly<Record<string, Node>> {
  return {
    ...SELECTION,
    compositeDeletePolicy: { type: 'string', enum: ['Background', 'Foreground'] },
    resourceRef: reference('apiVersion', 'kind', 'name'),
    writeConnectionSecretToRef: reference('name'),
  };
}

/** By field of `status`, of XRs and of claims, which have what legacy XRs have. */
export function statusMachinery(scope: XrScope): Readonly<Record<string, Node>> {
  if (scope !== 'LegacyCluster') return { conditions: CONDITIONS };
  return {
    conditions: CONDITIONS,
    connectionDetails: { type: 'object', properties: { lastPublishedTime: TIME } },
    claimConditionTypes: { type: 'array', items: TEXT, 'x-kubernetes-list-type': 'set' },
  };
}

const CONDITIONS: Node = {
  type: 'array',
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['type'],
  items: {
    type: 'object',
    required: ['lastTransitionTime', 'reason', 'status', 'type'],
    properties: {
      lastTransitionTime: TIME,
      message: TEXT,
      observedGeneration: { type: 'integer', format: 'int64' },
      reason: TEXT,
      status: TEXT,
      type: TEXT,
    },
  },
};
