import { Chart, Testing } from 'cdk8s';
import {
  Composition,
  compositeResource,
  Type,
  type Add,
  type CompositionProps,
} from '../../../constructs/crossplane';
import * as ec2 from '../../../imports/aws/ec2';
import { valueAt, type Manifest } from '../../../lib/core';
import { untilReady, type UntilReadyOptions } from '../../../lib/testing';
import { manifestsOf } from './support';

export const Network = compositeResource({
  group: 'acme.io',
  kind: 'Network',
  scope: 'Namespaced',
  versions: {
    v1: {
      spec: Type.Object({ region: Type.String(), vpc: Type.Optional(Type.String()) }),
      status: Type.Object({ cidr: Type.Optional(Type.String()) }),
    },
  },
});

export type Props = CompositionProps<typeof Network.v1, object>;

/** The Composition of a network. */
export function composition(compose: Props['compose'], more: Partial<Props> = {}): Manifest {
  const composite = Network.v1;
  const make = (chart: Chart) => new Composition(chart, 'network', { composite, compose, ...more });
  const [made] = manifestsOf(make);
  return made as Manifest;
}

export const xr = new Network.v1(new Chart(Testing.app({ outdir: 'unused' }), 'xr'), 'main', {
  metadata: { namespace: 'shop' },
  spec: { region: 'eu-west-1', vpc: 'vpc-1' },
});
export const region = 'eu-west-1';
export const vpc = (add: Add, name: string, options?: object) =>
  add(name, ec2.VPC, { spec: { forProvider: { region } } }, options);

const NAME = '/metadata/annotations/crossplane.io~1composition-resource-name';
export const inputOf = (made: Manifest, at: number) => valueAt(made, `/spec/pipeline/${at}/input`);
export const steps = (made: Manifest) =>
  (valueAt(made, '/spec/pipeline') as { readonly step: string }[]).map(({ step: name }) => name);
export const stages = (made: Manifest, options?: UntilReadyOptions) =>
  untilReady(made, xr, options).map(({ composed }) => composed.map((it) => valueAt(it, NAME)));
