import { syncOptionMissing } from '../../../lib/lint/rules/sync-option-missing';
import { application } from '../support/applications';
import { ruleCases } from '../support/rule-cases';

const app = (options = '') => application(`syncPolicy: { syncOptions: [${options}] }`);
const note = (options: string) =>
  options === '' ? '' : `annotations: { argocd.argoproj.io/sync-options: '${options}' }`;
const large = (options = '', kind = 'v1, kind: ConfigMap') =>
  `\n---\n{ apiVersion: ${kind}, metadata: { name: big, ${note(options)} }, data: { a: '${'x'.repeat(263_000)}' } }`;
const COMPOSITION = 'apiextensions.crossplane.io/v1, kind: Composition';
const xrd = `\n---
{ apiVersion: apiextensions.crossplane.io/v2, kind: CompositeResourceDefinition, metadata: { name: queues.acme.io },
  spec: { group: acme.io, scope: Namespaced, names: { kind: Queue, plural: queues },
    versions: [{ name: v1, served: true, referenceable: true, schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object } } } } }] } }`;
const xr = (options = '') =>
  `\n---\n{ apiVersion: acme.io/v1, kind: Queue, metadata: { name: q, namespace: shop, ${note(options)} }, spec: {} }`;

describe('sync-option-missing', () => {
  ruleCases(syncOptionMissing, [
    {
      title: 'reports an object of which client-side apply cannot keep a copy',
      given: app() + large(),
      reports: ['ConfigMap/big is 263,'],
    },
    {
      title: 'accepts one that is applied server-side, or replaced, by itself or its Application',
      given:
        app('ServerSideApply=true') +
        large() +
        large('ServerSideApply=true') +
        large('Replace=true'),
      reports: [],
    },
    {
      title: 'accepts one whose Application replaces what it has',
      given: app('Replace=true') + large(),
      reports: [],
    },
    {
      title: 'reports one that rules out what its Application says',
      given: app('ServerSideApply=true') + large('ServerSideApply=false'),
      reports: ['ConfigMap/big and it says ServerSideApply=false'],
    },
    {
      title: 'accepts large objects that no Application deploys',
      given: large(),
      reports: [],
    },
    {
      title: 'reports a large Composition, which no annotation may help',
      given: app() + large('', COMPOSITION),
      reports: [
        "apiextensions.crossplane.io/Composition/big neither it nor Application 'shop' says ServerSideApply=true",
      ],
    },
    {
      title: 'reports an XR that comes with its XRD',
      given: app() + xrd + xr(),
      reports: [
        'acme.io/Queue/shop/q is of a kind that CompositeResourceDefinition/queues.acme.io brings in the same sync',
      ],
    },
    {
      title: 'accepts an XR that skips the dry run, itself or by its Application',
      given: app() + xrd + xr('SkipDryRunOnMissingResource=true'),
      reports: [],
    },
    {
      title: 'accepts an XR whose XRD comes from elsewhere',
      given: app() + xr(),
      reports: [],
    },
  ]);
});
