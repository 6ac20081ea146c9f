import { Chart, Testing } from 'cdk8s';
import * as ec2 from '../../../imports/aws/ec2';
import * as eks from '../../../imports/aws/eks';
import { Certificate } from '../../../imports/cert-manager';
import { valueAt } from '../../../lib/core';
import { renderComposite, untilReady } from '../../../lib/testing';
import { composition, inputOf, Network, region, xr } from './network';

describe('what is only observed', () => {
  const observe = (more: object = {}) =>
    composition((x, add) => {
      const network = add.observed('vpc', ec2.VPC, {
        externalName: x.spec.vpc,
        forProvider: { region: x.spec.region },
        ...more,
      });
      return { status: { cidr: network.status.atProvider.cidrBlock } };
    });

  it('finds the resource by its name in the cloud, and waits for that', () => {
    const [{ composed, xr: after } = { composed: [], xr: undefined }] = untilReady(observe(), xr, {
      provides: { vpc: { atProvider: { cidrBlock: '10.0.0.0/8' } } },
    }).slice(-1);
    expect(composed[0]).toMatchObject({
      kind: 'VPC',
      metadata: { annotations: { 'crossplane.io/external-name': 'vpc-1' } },
      spec: { managementPolicies: ['Observe'], forProvider: { region } },
    });
    expect(valueAt(after, '/status/cidr')).toBe('10.0.0.0/8');
    const nameless = new Network.v1(new Chart(Testing.app({ outdir: 'unused' }), 'c'), 'main', {
      metadata: { namespace: 'shop' },
      spec: { region },
    });
    expect(renderComposite(observe(), nameless).composed).toEqual([]);
  });

  it('needs no field that only making it takes, and says which one finding it takes', () => {
    const make = (forProvider: object) =>
      composition((_, add) => {
        add.observed('eks', eks.Cluster, { externalName: 'prod', forProvider });
        return {};
      });
    expect(valueAt(inputOf(make({ region }), 0), '/resources/0/base/spec')).toEqual({
      managementPolicies: ['Observe'],
      forProvider: { region },
    });
    expect(() => make({})).toThrow(
      /observed resource 'eks' of composition 'network' lacks forProvider\.region/,
    );
  });

  it('is a managed resource', () => {
    const make = () =>
      composition((_, add) => {
        add.observed('tls', Certificate, { externalName: 'x' });
        return {};
      });
    expect(make).toThrow(/is a Certificate, which has no managementPolicies/);
  });
});
