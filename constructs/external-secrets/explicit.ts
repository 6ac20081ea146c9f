import type { ExternalSecretSpec } from '../../imports/external-secrets';
import { canonicalInterval } from './interval';

type Data = NonNullable<ExternalSecretSpec['data']>[number];
type DataFrom = NonNullable<ExternalSecretSpec['dataFrom']>[number];
type Target = NonNullable<ExternalSecretSpec['target']>;
type TemplateFrom = NonNullable<NonNullable<Target['template']>['templateFrom']>[number];

/**
 * The spec with everything written out that an API server of some operator release since 0.10 would
 * fill in. Argo CD compares lists of custom resources whole, so one default that the cluster adds
 * inside a list is a difference for ever.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/
 */
export function explicit(spec: ExternalSecretSpec): ExternalSecretSpec {
  return {
    ...spec,
    refreshInterval: canonicalInterval(spec.refreshInterval ?? '1h'),
    ...(spec.data && { data: spec.data.map(explicitData) }),
    ...(spec.dataFrom && { dataFrom: spec.dataFrom.map(explicitDataFrom) }),
    target: explicitTarget(spec.target ?? {}),
  };
}

const conversion = { conversionStrategy: 'Default', decodingStrategy: 'None' } as const;
const remote = { ...conversion, metadataPolicy: 'None' } as const;
const generators = { apiVersion: 'generators.external-secrets.io/v1alpha1' } as const;

function explicitData(data: Data): Data {
  return { ...data, remoteRef: { ...remote, ...data.remoteRef } };
}

function explicitDataFrom({ extract, find, sourceRef, rewrite, ...rest }: DataFrom): DataFrom {
  return {
    ...rest,
    ...(extract && { extract: { ...remote, ...extract } }),
    ...(find && { find: { ...conversion, ...find } }),
    ...(sourceRef && {
      sourceRef: sourceRef.generatorRef
        ? { ...sourceRef, generatorRef: { ...generators, ...sourceRef.generatorRef } }
        : sourceRef,
    }),
    ...(rewrite && {
      rewrite: rewrite.map((step) => (step.merge ? { merge: { ...merge, ...step.merge } } : step)),
    }),
  };
}

const merge = {
  into: '',
  strategy: 'Extract',
  conflictPolicy: 'Error',
  priorityPolicy: 'Strict',
} as const;

function explicitTarget({ template, ...rest }: Target): Target {
  return {
    creationPolicy: 'Owner',
    deletionPolicy: 'Retain',
    ...rest,
    ...(template && {
      template: {
        engineVersion: 'v2',
        mergePolicy: 'Replace',
        ...template,
        ...(template.templateFrom && {
          templateFrom: template.templateFrom.map(explicitTemplateFrom),
        }),
      },
    }),
  };
}

function explicitTemplateFrom({ configMap, secret, ...rest }: TemplateFrom): TemplateFrom {
  const items = <T extends { readonly templateAs?: unknown }>(list: readonly T[]) =>
    list.map((item) => ({ templateAs: 'Values' as const, ...item }));
  return {
    target: 'Data',
    ...rest,
    ...(configMap && { configMap: { ...configMap, items: items(configMap.items) } }),
    ...(secret && { secret: { ...secret, items: items(secret.items) } }),
  };
}
