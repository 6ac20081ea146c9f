/* Checked by the compiler alone: each misuse must be an error, each use none. */
import { Chart, Testing } from 'cdk8s';
import {
  ApplicationSet,
  asBoolean,
  asNumber,
  list,
  orElse,
  when,
  type TemplatePatch,
} from '../../../constructs/argocd';
import type { PatchProp } from '../../../constructs/argocd/application-set-types';

const chart = new Chart(Testing.app({ outdir: 'unused' }), 'hub');
const source = { repoURL: 'oci://ghcr.io/acme/core', path: '.', targetRevision: '2.1.0' };
const spec = { project: 'web', source, destination: { server: 'https://eu-1' } };
const services = list([
  { name: 'web', tier: 'gold', prune: true, retries: 3 },
  { name: 'api', tier: 'none', prune: false, retries: 0, team: 'core' },
]);

new ApplicationSet(chart, 'use', {
  generators: services,
  template: (p) => ({ metadata: { name: p.name }, spec }),
  templatePatch: (p) => ({
    metadata: { labels: { team: orElse(p.team, 'none') } },
    spec: {
      syncPolicy: {
        automated: when(p.tier, { gold: { prune: asBoolean(p.prune) } }),
        retry: { limit: asNumber(p.retries) },
        managedNamespaceMetadata: null,
      },
    },
  }),
});
new ApplicationSet(chart, 'raw', {
  generators: services,
  template: (p) => ({ metadata: { name: p.name }, spec }),
  templatePatch: 'spec: {}',
});

declare function patched<Q extends TemplatePatch>(patch: PatchProp<typeof services, Q>): void;

patched((p) => ({ spec: when(p.tier, { gold: { revisionHistoryLimit: 1 } }) }));
// @ts-expect-error it would wipe the spec
patched(() => ({ spec: null }));
// @ts-expect-error an Application has no such part to patch
patched(() => ({ status: {} }));
// @ts-expect-error no generator gives it
patched((p) => ({ metadata: { labels: { team: p.taem } } }));
// @ts-expect-error a parameter that some sets lack
patched((p) => ({ metadata: { labels: { team: p.team } } }));
// @ts-expect-error Argo CD puts the project back
patched(() => ({ spec: { project: 'other' } }));
// @ts-expect-error a text is no boolean
patched((p) => ({ spec: { syncPolicy: { automated: { prune: p.prune } } } }));
// @ts-expect-error a boolean is no number
patched((p) => ({ spec: { syncPolicy: { retry: { limit: asBoolean(p.retries) } } } }));
// @ts-expect-error a number is no text
patched((p) => ({ metadata: { name: asNumber(p.retries) } }));
// @ts-expect-error a misspelt field
patched(() => ({ spec: { syncPolicy: { syncOption: ['Replace=true'] } } }));
// @ts-expect-error no such option
patched(() => ({ spec: { syncPolicy: { syncOptions: ['Replace=yes'] } } }));
// @ts-expect-error no set has that tier
patched((p) => ({ spec: { syncPolicy: when(p.tier, { silver: { automated: {} } }) } }));
// @ts-expect-error a case is not what that field is
patched((p) => ({ spec: { source: when(p.tier, { gold: { server: 'x' } }) } }));

new ApplicationSet(chart, 'a misuse is named at the patch', {
  generators: services,
  template: (p) => ({ metadata: { name: p.name }, spec }),
  // @ts-expect-error a misspelt field
  templatePatch: () => ({ spec: { syncPolice: {} } }),
});

new ApplicationSet(chart, 'a choice is for patches', {
  generators: services,
  template: (p) => ({
    metadata: { name: p.name },
    spec: {
      ...spec,
      // @ts-expect-error a template has no conditions
      syncPolicy: when(p.tier, { gold: { automated: {} } }),
    },
  }),
});
