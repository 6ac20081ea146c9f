import * as schemas from '../../../imports/schemas';
import { ManifestSet } from '../../../lib/core';
import { lint } from '../../../lib/lint';
import { syncOptionMissing } from '../../../lib/lint/rules/sync-option-missing';
import { application } from '../support/applications';
import { manifestsOf, ruleCases } from '../support/rule-cases';

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
      title: 'says nothing of the Application itself, which it does not deploy',
      given: application(`source: { helm: { values: '${'x'.repeat(263_000)}' } }`),
      reports: [],
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

  describe('in folders', () => {
    const from = (path: string) =>
      application(`source: { repoURL: 'https://x', path: ${path} }`, path);
    const flux = `{ apiVersion: kustomize.toolkit.fluxcd.io/v1, kind: Kustomization, metadata: { name: a, namespace: flux-system },
      spec: { path: ./a, interval: 5m, prune: true, sourceRef: { kind: GitRepository, name: x } } }`;
    const found = (hub: string, files: Readonly<Record<string, string>>) => {
      const entries = Object.entries({ 'hub/hub.yaml': hub, ...files }).flatMap(([file, text]) =>
        manifestsOf(text).map((manifest) => ({ manifest, origin: { file } })),
      );
      return lint(new ManifestSet(entries), { schemas, rules: [syncOptionMissing] }).map(
        ({ message }) => message,
      );
    };

    it('tells an XR that its Application delivers together with the XRD, from two sources', () => {
      const both = application(
        `source: null, sources: [{ repoURL: 'https://x', path: a }, { repoURL: 'https://x', path: b }]`,
      );
      expect(found(both, { 'a/xrd.yaml': xrd, 'b/xr.yaml': xr() })).toHaveLength(1);
      const apart = `${from('a')}\n---\n${from('b')}`;
      expect(found(apart, { 'a/xrd.yaml': xrd, 'b/xr.yaml': xr() })).toHaveLength(0);
    });

    it('tells it for each of the Applications that deliver both, as of stages', () => {
      const all = ['a', 'b', 'c'].map(from).join('\n---\n');
      const files = { 'a/xrd.yaml': xrd, 'a/xr.yaml': xr(), 'b/xrd.yaml': xrd, 'b/xr.yaml': xr() };
      expect(found(all, { ...files, 'c/xrd.yaml': xrd })).toHaveLength(2);
    });

    it('tells an XR that its Application delivers together with the XRD', () => {
      const both = { 'a/xrd.yaml': xrd, 'a/xr.yaml': xr() };
      expect(found(`${from('a')}\n---\n${from('b')}`, both)).toHaveLength(1);
    });

    it('accepts an XR whose XRD another Application delivers', () => {
      const apart = { 'a/xrd.yaml': xrd, 'b/xr.yaml': xr() };
      expect(found(`${from('a')}\n---\n${from('b')}`, apart)).toEqual([]);
    });

    it('takes the one Application for the owner of what is nowhere, not of what is elsewhere', () => {
      const anywhere = from('.');
      expect(found(anywhere, { 'b/big.yaml': large() })).toHaveLength(1);
      expect(found(from('a'), { 'b/big.yaml': large() })).toEqual([]);
      expect(found(from('a'), { 'big.yaml': large() })).toHaveLength(1);
    });

    it('accepts a large object that Flux deploys: it always applies server-side', () => {
      expect(found(`${flux}\n---\n${from('b')}`, { 'a/big.yaml': large() })).toEqual([]);
      expect(found(from('a'), { 'a/big.yaml': large() })).toHaveLength(1);
    });
  });
});
