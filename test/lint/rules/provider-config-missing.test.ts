import { lint } from '../../../lib/lint';
import { providerConfigMissing } from '../../../lib/lint/rules/provider-config-missing';
import * as schemas from '../../../imports/schemas';
import { ruleCases, setOf } from '../support/rule-cases';

const config = (group: string, kind: string, name: string, namespace?: string) => `
---
{ apiVersion: ${group}/v1beta1, kind: ${kind}, metadata: { name: ${name}${namespace ? `, namespace: ${namespace}` : ''} },
  spec: { credentials: { source: IRSA } } }`;
const bucket = (ref: string, group = 's3.aws.m.upbound.io', namespace = 'team') => `
---
{ apiVersion: ${group}/v1beta1, kind: Bucket, metadata: { name: b${namespace ? `, namespace: ${namespace}` : ''} },
  spec: { forProvider: { region: eu-west-1 }${ref} } }`;
const reference = (kind: string, name: string) =>
  `, providerConfigRef: { kind: ${kind}, name: ${name} }`;
const m = 'aws.m.upbound.io';
const cluster = (name: string) => config(m, 'ClusterProviderConfig', name);
const local = (name: string, namespace?: string) => config(m, 'ProviderConfig', name, namespace);
const at = 's3.aws.m.upbound.io/Bucket/team/b/spec';
const REF = `${at}/providerConfigRef`;
const step = (run: string, input: string) =>
  `{ step: ${run}, functionRef: { name: ${run} }, input: ${input} }`;
const templates = (text: string) =>
  step(
    'function-go-templating',
    `{ apiVersion: gotemplating.fn.crossplane.io/v1beta1, kind: GoTemplate, source: Inline, inline: { template: "${text}" } }`,
  );
const composition = (base: string, patches = '', more = '') => `
---
{ apiVersion: apiextensions.crossplane.io/v1, kind: Composition, metadata: { name: c },
  spec: { compositeTypeRef: { apiVersion: a.b/v1, kind: X }, mode: Pipeline, pipeline: [${step(
    'function-patch-and-transform',
    `{ apiVersion: pt.fn.crossplane.io/v1beta1, kind: Resources,
       patchSets: [{ name: ref, patches: [{ fromFieldPath: spec.config, toFieldPath: spec.providerConfigRef.name }] }],
       resources: [{ name: b, base: ${base}, patches: [${patches}] }] }`,
  )}${more}] } }`;
const base = (ref: string) =>
  `{ apiVersion: s3.aws.m.upbound.io/v1beta1, kind: Bucket, spec: { forProvider: { region: a }${ref} } }`;
const composed =
  'apiextensions.crossplane.io/Composition/c/spec/pipeline/0/input/resources/0/base/spec';

ruleCases(providerConfigMissing, [
  {
    title: 'accepts what is there',
    given:
      cluster('default') +
      local('own', 'team') +
      bucket('') +
      bucket(reference('ProviderConfig', 'own')),
    reports: [],
  },
  {
    title: 'says nothing where the set defines none',
    given: bucket(reference('ProviderConfig', 'own')),
    reports: [],
  },
  {
    title: 'says nothing of providers whose configurations are not in the set',
    given: config('azure.m.upbound.io', 'ClusterProviderConfig', 'a') + bucket(''),
    reports: [],
  },
  {
    title: 'reports one that is nowhere, and the name that was meant',
    given: cluster('shared') + bucket(reference('ClusterProviderConfig', 'shred')),
    reports: [`${REF} is the ClusterProviderConfig 'shred', of which there is none`],
  },
  {
    title: 'reports the default, where others are',
    given: cluster('shared') + bucket(''),
    reports: [
      `${at} has no providerConfigRef, so it uses the ClusterProviderConfig 'default', of which there is none`,
    ],
  },
  {
    title: 'reports the namespaced one, taken for cluster-scoped',
    given: local('own', 'team') + bucket(reference('ClusterProviderConfig', 'own')),
    reports: [`${REF} is the ClusterProviderConfig 'own', and 'own' is a ProviderConfig`],
  },
  {
    title: 'reports the cluster-scoped one, taken for namespaced',
    given: cluster('own') + bucket(reference('ProviderConfig', 'own')),
    reports: [`${REF} is the ProviderConfig 'own', and 'own' is a ClusterProviderConfig`],
  },
  {
    title: "reports one of another namespace, since a resource reads its own namespace's",
    given: local('own', 'other') + bucket(reference('ProviderConfig', 'own')),
    reports: [`${REF} is the ProviderConfig 'own', which is in namespace 'other', not in 'team'`],
  },
  {
    title: 'accepts one whose namespace, or whose user has a namespace that follows later',
    given:
      local('own') +
      local('far', 'other') +
      bucket(reference('ProviderConfig', 'own')) +
      bucket(reference('ProviderConfig', 'far'), 's3.aws.m.upbound.io', ''),
    reports: [],
  },
  {
    title: 'reports a kind that the provider does not know, whatever the set defines',
    given: bucket(reference('ClusterProvderConfig', 'default')),
    reports: [`${REF}/kind is 'ClusterProvderConfig', and the provider knows`],
  },
  {
    title: 'reports one of the other generation',
    given:
      config('aws.upbound.io', 'ProviderConfig', 'default') +
      bucket('') +
      cluster('v2') +
      bucket(', providerConfigRef: { name: v2 }', 's3.aws.upbound.io', ''),
    reports: [
      `${at} has no providerConfigRef, so it uses the ClusterProviderConfig 'default', and 'default' is of aws.upbound.io, which namespaced`,
      `s3.aws.upbound.io/Bucket/b/spec/providerConfigRef is the ProviderConfig 'v2', and 'v2' is of ${m}, which cluster-scoped`,
    ],
  },
  {
    title: 'accepts cluster-scoped resources with theirs',
    given:
      config('aws.upbound.io', 'ProviderConfig', 'default') + bucket('', 's3.aws.upbound.io', ''),
    reports: [],
  },
  {
    title: 'leaves templates to who fills them',
    given:
      cluster('a') +
      bucket(`, providerConfigRef: { kind: ClusterProviderConfig, name: "{{ .name }}" }`),
    reports: [],
  },
  {
    title: 'reports the base of a composition',
    given: cluster('shared') + composition(base(reference('ClusterProviderConfig', 'other'))),
    reports: [`${composed}/providerConfigRef is the ClusterProviderConfig 'other', of which`],
  },
  {
    title:
      'accepts a base whose reference a patch writes, or a patch set, or a patch of the whole spec',
    given:
      cluster('shared') +
      [
        '{ fromFieldPath: spec.providerConfigRef.name }',
        '{ type: PatchSet, patchSetName: ref }',
        '{ fromFieldPath: spec.a, toFieldPath: spec }',
      ]
        .map((patch) => composition(base(''), patch))
        .join(''),
    reports: [],
  },
  {
    title: 'reports a base with other patches',
    given: cluster('shared') + composition(base(''), '{ fromFieldPath: spec.forProvider.region }'),
    reports: [`${composed} has no providerConfigRef`],
  },
  {
    title: 'says nothing where a composition composes configurations of the provider',
    given:
      cluster('shared') +
      composition(`{ apiVersion: ${m}/v1beta1, kind: ClusterProviderConfig, spec: {} }`) +
      bucket(''),
    reports: [],
  },
  {
    title: 'says nothing beside a Configuration, which may bring such compositions',
    given: `${cluster('shared')}${bucket('')}
---
{ apiVersion: pkg.crossplane.io/v1, kind: Configuration, metadata: { name: a }, spec: { package: a.b/c:v1 } }`,
    reports: [],
  },
  {
    title: 'says nothing where a function may compose them',
    given:
      cluster('shared') +
      composition(base(''), '', `, { step: kcl, functionRef: { name: function-kcl } }`),
    reports: [],
  },
  {
    title: 'says nothing where a template composes them',
    given:
      cluster('shared') +
      composition(base(''), '', `, ${templates('kind: ClusterProviderConfig')}`),
    reports: [],
  },
  {
    title: 'says nothing where the templates are files of the function',
    given:
      cluster('shared') +
      composition(base(''), '', `, ${templates('').replace('Inline', 'FileSystem')}`),
    reports: [],
  },
  {
    title: "does not point to a namespaced one that is another namespace's",
    given: local('own', 'other') + bucket(reference('ClusterProviderConfig', 'own')),
    reports: [`${REF} is the ClusterProviderConfig 'own', of which there is none`],
  },
  {
    title: 'reports beside a template that composes something else',
    given: cluster('shared') + composition(base(''), '', `, ${templates('kind: ConfigMap')}`),
    reports: [`${composed} has no providerConfigRef`],
  },
]);

it.each([
  [
    cluster('shared') + bucket(reference('ClusterProviderConfig', 'shred')),
    "did you mean 'shared'? write that",
    'warning',
  ],
  [
    cluster('shared') + bucket(''),
    'write providerConfigRef with one that is there: ClusterProviderConfig shared',
    'warning',
  ],
  [
    cluster('shared') + bucket(reference('ClusterProviderConfig', 'zzzzzzz')),
    'write providerConfigRef with one that is there: ClusterProviderConfig shared',
    'warning',
  ],
  [
    local('default', 'team') + bucket(''),
    'write providerConfigRef: { kind: ProviderConfig, name: default }',
    'warning',
  ],
  [
    cluster('own') + bucket(reference('ProviderConfig', 'own')),
    'write kind: ClusterProviderConfig',
    'warning',
  ],
  [bucket(reference('ClusterProvderConfig', 'a')), 'write kind: ClusterProviderConfig', 'error'],
])('tells the repair: %#', (given, hint, severity) => {
  const found = lint(setOf(given), { schemas, rules: [providerConfigMissing] });
  expect(found.map((each) => [each.hint, each.severity])).toEqual([[hint, severity]]);
});
