import { keyOf, type Manifest } from '../../core';
import { jqOf, pointerOf } from '../places';
import { WRITE } from '../repair-texts';
import { defaultsIn, type SchemaDefaults } from '../schema-defaults';
import type { Claim, DriftFacts, Writer, WrittenField } from '../writer';
import { cloudNativePg } from './cloud-native-pg';
import { externalSecretsDefaults } from './external-secrets-defaults';
import { gatewayApi } from './gateway-api';
import { kyvernoDefaults } from './kyverno-defaults';

const DEFAULT: WrittenField = {
  kinds: ['every custom resource whose schema is known'],
  path: 'a default below a list',
  manager: 'kube-apiserver',
  repair: WRITE,
  note: 'read from the CRD: the one in the set, the one that was imported, or the one that ships with us; not below lists that are merged by keys',
};

/** Fields that a product's own writer tells of, with its releases and its evidence. */
const TOLD = new Set(
  [cloudNativePg, externalSecretsDefaults, gatewayApi, kyvernoDefaults].flatMap(({ fields }) =>
    fields.flatMap(({ kinds, path }) => kinds.map((kind) => `${kind} ${path}`)),
  ),
);

/** What the API server fills in below the lists of any custom resource, as its schema says. */
export const customResourceDefaults: Writer = {
  name: 'custom-resource-defaults',
  title: 'API server, defaults of custom resources',
  source:
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting',
  fields: [DEFAULT],

  *claims(set, facts) {
    if (!facts?.schemaOf) return;
    for (const { group, kind, manifests } of set.kinds()) {
      // Kubernetes' own groups have no dot, or end like that: their defaults are Go code.
      if (!group.includes('.') || isKubernetes(group)) continue;
      const versions = new Map<string, SchemaDefaults | undefined>();
      for (const at of manifests) {
        const { apiVersion } = at;
        if (!versions.has(apiVersion)) versions.set(apiVersion, defaultsOf(at, facts));
        const defaults = versions.get(apiVersion);
        if (defaults) yield* missingIn(at, `${group}/${kind}`, defaults);
      }
    }
  },
};

function isKubernetes(group: string): boolean {
  return group.endsWith('.k8s.io') && group !== 'gateway.networking.k8s.io';
}

function defaultsOf({ apiVersion, kind }: Manifest, { schemaOf }: DriftFacts) {
  const schema = schemaOf?.(apiVersion, kind);
  return schema && defaultsIn(schema);
}

function missingIn(at: Manifest, kind: string, defaults: SchemaDefaults): Claim[] {
  const claims: Claim[] = [];
  defaults.visit(at, ({ path, value }, pointer, found) => {
    if (found !== undefined && found !== null) return;
    const jq = jqOf(path);
    if (TOLD.has(`${kind} ${pointerOf(path) ?? jq}`)) return;
    claims.push({
      target: keyOf(at),
      at,
      pointer,
      jq,
      repair: { do: 'write', value },
      under: ['serverSideApply'],
      field: DEFAULT,
    });
  });
  return claims;
}
