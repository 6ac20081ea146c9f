import { appOfApps } from '../../../lib/drift/writers/app-of-apps';
import { applicationSet } from '../../../lib/drift/writers/application-set';
import { crossplanePackages } from '../../../lib/drift/writers/crossplane-packages';
import { crossplaneComposite } from '../../../lib/drift/writers/crossplane-composite';
import { crossplaneManaged } from '../../../lib/drift/writers/crossplane-managed';
import { imageUpdater } from '../../../lib/drift/writers/image-updater';
import { writerCases } from '../support/writer-cases';

const object = (kind: string, rest: string, metadata = 'name: x') => {
  const slash = kind.lastIndexOf('/');
  return `{ apiVersion: ${kind.slice(0, slash)}, kind: ${kind.slice(slash + 1)}, metadata: { ${metadata} }, ${rest} }`;
};
const all = (...documents: string[]) => documents.join('\n---\n');

const managed = (spec: string, metadata?: string) =>
  object('rds.aws.m.upbound.io/v1beta1/Instance', `spec: ${spec}`, metadata);
const MANAGED = 'rds.aws.m.upbound.io/Instance/x';

writerCases(crossplaneManaged, [
  {
    title: 'leaves lists and maps alone that Git writes',
    given: managed('{ forProvider: { ids: [a], list: [{ a: 1 }], tags: { a: b } } }'),
    over: [],
  },
  {
    title: 'notes when it creates',
    given: managed(
      '{ forProvider: {} }',
      'name: x, annotations: { crossplane.io/external-create-pending: a, crossplane.io/external-name: b }',
    ),
    over: [`${MANAGED}/metadata/annotations/crossplane.io~1external-create-pending omit`],
    twin: managed(
      '{ forProvider: {} }',
      'name: x, annotations: { crossplane.io/external-name: b }',
    ),
  },
]);

const xrd = object(
  'apiextensions.crossplane.io/v1/CompositeResourceDefinition',
  'spec: { group: a.io, names: { kind: XDb }, claimNames: { kind: Db } }',
);
const composite = (spec: string, kind = 'XDb') => object(`a.io/v1/${kind}`, `spec: ${spec}`);

writerCases(crossplaneComposite, [
  {
    title: 'notes what belongs to a composite resource and to a claim',
    given: all(
      xrd,
      composite('{ resourceRefs: [], crossplane: { resourceRefs: [] } }'),
      composite('{ resourceRef: {} }', 'Db'),
    ),
    over: [
      'a.io/XDb/x/spec/crossplane/resourceRefs omit',
      'a.io/XDb/x/spec/resourceRefs omit',
      'a.io/Db/x/spec/resourceRef omit',
    ],
    twin: all(xrd, composite('{}'), composite('{ resourceRefs: [] }', 'Other')),
  },
  {
    title: 'follows the newest revision, unless it is told not to',
    given: all(xrd, composite('{ compositionRevisionRef: { name: a } }')),
    over: ['a.io/XDb/x/spec/compositionRevisionRef omit'],
    twin: all(
      xrd,
      composite('{ compositionUpdatePolicy: Manual, compositionRevisionRef: { name: a } }'),
    ),
  },
  {
    title: 'knows a composite resource by its composition too',
    given: all(
      object(
        'apiextensions.crossplane.io/v1/Composition',
        'spec: { compositeTypeRef: { apiVersion: a.io/v1, kind: XDb } }',
      ),
      composite('{ claimRef: { name: a } }'),
    ),
    over: ['a.io/XDb/x/spec/claimRef omit'],
  },
]);

writerCases(crossplanePackages, [
  {
    title: 'activates definitions, and makes revisions',
    given: all(
      object(
        'apiextensions.crossplane.io/v1alpha1/ManagedResourceDefinition',
        'spec: { state: Inactive }',
      ),
      object('pkg.crossplane.io/v1/ProviderRevision', 'spec: {}'),
    ),
    over: [
      'apiextensions.crossplane.io/ManagedResourceDefinition/x/spec/state omit',
      'pkg.crossplane.io/ProviderRevision/x remove',
    ],
    twin: all(
      object('apiextensions.crossplane.io/v1alpha1/ManagedResourceDefinition', 'spec: {}'),
      object('pkg.crossplane.io/v1/Provider', 'spec: {}'),
    ),
  },
]);

const application = (spec: string, metadata?: string) =>
  object('argoproj.io/v1alpha1/Application', `spec: ${spec}`, metadata);
const LIST = 'argocd-image-updater.argoproj.io/image-list: a';
const helm = '{ source: { helm: { parameters: [] } } }';
const updater = (spec: string) =>
  object('argocd-image-updater.argoproj.io/v1alpha1/ImageUpdater', `spec: ${spec}`, 'name: u');

writerCases(imageUpdater, [
  {
    title: 'writes into an annotated Application',
    given: application(helm, `name: x, annotations: { ${LIST} }`),
    over: ['argoproj.io/Application/x/spec/source/helm/parameters ignore'],
    twin: application(
      helm,
      `name: x, annotations: { ${LIST}, argocd-image-updater.argoproj.io/write-back-method: 'git:x' }`,
    ),
  },
  {
    title: 'writes into the Applications that it refers to',
    given: all(
      updater("{ applicationRefs: [{ namePattern: 'x*' }] }"),
      application('{ sources: [{ kustomize: { images: [a] } }] }'),
    ),
    over: [
      'argoproj.io/Application/x/spec/sources/0/kustomize/images ignore .spec.sources[]?.kustomize.images',
    ],
    twin: all(
      updater("{ writeBackConfig: { method: 'git' }, applicationRefs: [{ namePattern: 'x*' }] }"),
      updater("{ applicationRefs: [{ namePattern: 'y*' }] }"),
      application(helm),
    ),
  },
  {
    title: 'is overwritten by an ApplicationSet',
    given: object(
      'argoproj.io/v1alpha1/ApplicationSet',
      `spec: { template: { metadata: { annotations: { ${LIST} } } } }`,
    ),
    over: [
      'argoproj.io/ApplicationSet/x/spec/ignoreApplicationDifferences set ignoreApplicationDifferences jqPathExpressions: [.spec.source.helm.parameters, .spec.source.kustomize.images]',
    ],
    twin: object(
      'argoproj.io/v1alpha1/ApplicationSet',
      `spec: { ignoreApplicationDifferences: [{ jsonPointers: [/spec/source/helm/parameters] }], template: { metadata: { annotations: { ${LIST} } } } }`,
    ),
  },
]);

writerCases(appOfApps, [
  {
    title: 'writes operations and refreshes',
    given: object(
      'argoproj.io/v1alpha1/Application',
      'operation: {}, spec: {}',
      'name: x, annotations: { argocd.argoproj.io/refresh: hard }',
    ),
    over: [
      'argoproj.io/Application/x/operation omit',
      'argoproj.io/Application/x/metadata/annotations/argocd.argoproj.io~1refresh omit',
    ],
    twin: application('{}'),
  },
]);

writerCases(applicationSet, [
  { title: 'overwrites people, of whom no manifest tells', given: application(helm), over: [] },
]);
