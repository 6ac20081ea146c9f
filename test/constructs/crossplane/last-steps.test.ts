import { Composition, ConfigurationPackage, step } from '../../../constructs/crossplane';
import { PlatformApp } from '../../../constructs';
import { Chart } from 'cdk8s';
import { valueAt, type Manifest } from '../../../lib/core';
import { composition, Network, steps, vpc, type Props } from './network';
import { manifestsOf } from './support';

const APPLICATION = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' };
const last = step('last', { function: 'function-go-templating', composes: false });

const two: Props['compose'] = (_, add) => {
  vpc(add, 'b', { after: vpc(add, 'a') });
  return {};
};

function rolesOf(more: Partial<Props>, compose: Props['compose'] = two): readonly unknown[] {
  const made = manifestsOf((chart) => {
    new Composition(chart, 'network', { composite: Network.v1, compose, ...more });
  });
  return made.filter(({ kind }) => kind === 'ClusterRole').map((role) => role['rules']);
}

describe('steps at the end', () => {
  it('run behind all others', () => {
    const after = step('after', { function: 'f' });
    expect(steps(composition(two, { last: [last], after: [after] }))).toEqual([
      'patch-and-transform',
      'after',
      'auto-ready',
      'sequencer',
      'last',
    ]);
  });

  it('are refused where they may compose something', () => {
    const composing = step('more', { function: 'f' });
    expect(() => composition(two, { last: [composing] })).toThrow(
      "has step 'more' at the end, which composes something",
    );
  });

  it('call function-go-templating by the name that it has there', () => {
    const other = step('other', { function: 'function-go-templating-2', composes: false });
    const made = composition(two, {
      last: [last, other],
      functions: { goTemplating: 'templates' },
    });
    const pipeline = valueAt(made, '/spec/pipeline') as { functionRef: { name: string } }[];
    expect(pipeline.slice(-2).map(({ functionRef }) => functionRef.name)).toEqual([
      'templates',
      'function-go-templating-2',
    ]);
  });
});

describe('what functions ask for', () => {
  const verbs = ['get', 'list', 'watch'];
  const applications = { apiGroups: ['argoproj.io'], resources: ['applications'], verbs };

  it('may be read: what a step says that it asks for, wherever it is', () => {
    const asking = step('ask', { function: 'f', composes: false, reads: [APPLICATION] });
    for (const place of ['before', 'after', 'last'] as const) {
      expect(rolesOf({ [place]: [asking] })).toEqual([[applications]]);
    }
  });

  it('may be read: what a step requires', () => {
    const resources = { all: { ...APPLICATION, matchLabels: {} } };
    expect(
      rolesOf({ before: [step('ask', { function: 'f', requirements: { resources } })] }),
    ).toEqual([[applications]]);
  });

  it('needs no word where Crossplane may do it anyway', () => {
    const reads = [
      { apiVersion: 'v1', kind: 'ConfigMap' },
      { apiVersion: 'apiextensions.crossplane.io/v1beta1', kind: 'EnvironmentConfig' },
      { apiVersion: 'ec2.aws.m.upbound.io/v1beta1', kind: 'VPC' },
    ];
    expect(rolesOf({ before: [step('ask', { function: 'f', reads })] })).toEqual([]);
  });

  it('is not repeated for what is composed as well', () => {
    class Application {
      static readonly GVK = APPLICATION;
    }
    const compose: Props['compose'] = (_, add) => {
      add('application', Application as never, {});
      return {};
    };
    const reads = [APPLICATION, { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject' }];
    const asking = step('ask', { function: 'f', reads });
    expect(rolesOf({ before: [asking] }, compose)).toEqual([
      [
        {
          apiGroups: ['argoproj.io'],
          resources: ['applications'],
          verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
        },
        { apiGroups: ['argoproj.io'], resources: ['appprojects'], verbs },
      ],
    ]);
  });

  it('may be read beside a package, which cannot carry the role', () => {
    const app = new PlatformApp();
    const built = new ConfigurationPackage(app, 'network', {
      repository: 'ghcr.io/acme/network',
      content(scope) {
        const asking = step('ask', { function: 'f', composes: false, reads: [APPLICATION] });
        const chart = new Chart(scope, 'network');
        new Composition(chart, 'network', { composite: Network.v1, compose: two, last: [asking] });
      },
    });
    const chart = new Chart(app, 'rights');
    built.rights(chart);
    const objects = chart.toJson() as readonly Manifest[];
    expect(objects.map((role) => role['rules'])).toEqual([[applications]]);
  });
});
