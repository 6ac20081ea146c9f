import { Chart, Testing } from 'cdk8s';
import { ClusterVending } from '../../constructs';
import type { Manifest } from '../../lib/core';
import { renderComposite, type CompositeRendering } from '../../lib/testing';
import { CASES, xrOf } from '../constructs/aws/cases';
import { conditions, nameOf, stagesOf } from '../constructs/aws/stages';
import { drained, known, ready, rendered, xr } from '../constructs/aws/vending';
import { crossplaneRender, type PeerInputs } from '../support/crossplane-peer';

const [definition, composition] = ['CompositeResourceDefinition', 'Composition'].map((wanted) => {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), 'platform');
  ClusterVending.definition(chart);
  ClusterVending.composition(chart, 'vending', {
    region: 'eu-west-1',
    argocd: { roleArns: ['arn:aws:iam::111122223333:role/argocd'], project: 'platform' },
    labels: { team: 'platform' },
  });
  return (Testing.synth(chart) as readonly Manifest[]).find(({ kind }) => kind === wanted);
}) as [Manifest, Manifest];

const applications = ['c', 'a', 'b', 'elsewhere'].map((name): Manifest => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name, namespace: name === 'b' ? 'team' : 'argocd' },
  spec: { destination: { name: name === 'elsewhere' ? 'eu-2' : 'eu-1' } },
}));

const UNREADY = [{ type: 'Ready', status: 'False', reason: 'Creating' }];

/** What a round after `stage` is given. */
function roundAfter(
  stage: CompositeRendering | undefined,
  as: Manifest,
  required: readonly Manifest[] = [],
  statuses: Readonly<Record<string, object>> = known,
): PeerInputs {
  const observed = (stage?.composed ?? []).map((resource) => ({
    ...resource,
    status: statuses[nameOf(resource)] ?? known['network'],
  }));
  const metadata = { ...as.metadata, generation: 3 } as Manifest['metadata'];
  const status = stage && { status: stage.xr['status'] };
  return { xr: { ...as, metadata, ...status }, composition, definition, observed, required };
}

const ours = ({ xr: of, composition: by, ...options }: PeerInputs) =>
  renderComposite(by, of, options);

const announced = ours(roundAfter(ready, drained));
const emptied = ours(roundAfter(announced, drained));
const nothing = Object.fromEntries(ready.composed.map((each) => [nameOf(each), {}]));

const ROUNDS: readonly { readonly title: string; readonly given: PeerInputs }[] = [
  { title: 'a new cluster', given: roundAfter(undefined, xr) },
  ...rendered.slice(0, -1).map((stage, i) => ({
    title: `stage ${i + 1}`,
    given: roundAfter(stage, xr),
  })),
  { title: 'one that is in use', given: roundAfter(ready, xr, applications) },
  { title: 'one whose parts report nothing', given: roundAfter(ready, xr, [], nothing) },
  {
    title: 'one whose cluster is not ready',
    given: roundAfter(ready, xr, [], { ...known, cluster: { conditions: UNREADY } }),
  },
  { title: 'one that is told to drain', given: roundAfter(ready, drained, applications) },
  { title: 'one with three left', given: roundAfter(announced, drained, applications) },
  { title: 'one with one left', given: roundAfter(announced, drained, applications.slice(1, 2)) },
  { title: 'one with none left', given: roundAfter(announced, drained, applications.slice(3)) },
  {
    title: 'one that drains while it is not ready',
    given: roundAfter(announced, drained, [], nothing),
  },
  { title: 'one that is put back', given: roundAfter(emptied, xr, applications) },
  { title: 'a new one that is told to drain', given: roundAfter(undefined, drained) },
];

(crossplaneRender ? it : it.skip).each(ROUNDS)(
  'a vended cluster is what crossplane render makes of it: $title',
  ({ given }) => {
    const [their, ...composed] = crossplaneRender?.(given) ?? [];
    const { xr: our, composed: by } = ours(given);
    expect({ xr: our, composed: by }).toEqual({ xr: their, composed });
  },
  60_000,
);

/** Each other kind: at first, half made, ready, and when nothing reports any more. */
const OTHERS = CASES.flatMap(({ kind, shipped, spec, provides }) => {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), kind);
  shipped.definition(chart);
  shipped.composition(chart);
  const objects = Testing.synth(chart) as readonly Manifest[];
  const own = (wanted: string) => objects.find((each) => each.kind === wanted) as Manifest;
  const [by, defined] = [own('Composition'), own('CompositeResourceDefinition')];
  const of = xrOf(kind, spec);
  const stages = stagesOf(shipped).create(of, provides);
  const after = (stage: CompositeRendering | undefined, silent: boolean): PeerInputs => ({
    xr: { ...of, ...(stage && { status: stage.xr['status'] }) },
    composition: by,
    definition: defined,
    observed: (stage?.composed ?? []).map((resource) => ({
      ...resource,
      ...(!silent && {
        status: { ...conditions({ Synced: true, Ready: true }), ...provides[nameOf(resource)] },
      }),
    })),
    required: [],
  });
  return [
    { title: `a new ${kind}`, given: after(undefined, false) },
    { title: `a ${kind} half made`, given: after(stages[0], false) },
    { title: `a ${kind} that is ready`, given: after(stages.at(-1), false) },
    { title: `a ${kind} of which nothing reports`, given: after(stages.at(-1), true) },
  ];
});

(crossplaneRender ? it : it.skip).each(OTHERS)(
  'an XR is what crossplane render makes of it: $title',
  ({ given }) => {
    const [their, ...composed] = crossplaneRender?.(given) ?? [];
    const { xr: our, composed: by } = ours(given);
    expect({ xr: our, composed: by }).toEqual({ xr: their, composed });
  },
  60_000,
);
