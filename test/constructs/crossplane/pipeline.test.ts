import type { Chart } from 'cdk8s';
import { composedFunction, Composition, step } from '../../../constructs/crossplane';
import * as ec2 from '../../../imports/aws/ec2';
import * as eks from '../../../imports/aws/eks';
import { valueAt } from '../../../lib/core';
import { untilReady } from '../../../lib/testing';
import {
  composition,
  inputOf,
  Network,
  region,
  stages,
  steps,
  vpc,
  xr,
  type Props,
} from './network';

describe('sequences', () => {
  it('makes a resource once what it comes after is ready, and is not ready before', () => {
    const made = composition((_, add) => {
      const a = vpc(add, 'a');
      const b = vpc(add, 'b.x', { after: a });
      vpc(add, 'c', { after: [a, b] });
      return {};
    });
    expect(steps(made)).toEqual(['patch-and-transform', 'auto-ready', 'sequencer']);
    expect(inputOf(made, 2)).toEqual({
      apiVersion: 'sequencer.fn.crossplane.io/v1beta1',
      kind: 'Input',
      resetCompositeReadiness: true,
      rules: [{ sequence: ['a', 'b\\.x'] }, { sequence: ['a', 'c'] }, { sequence: ['b\\.x', 'c'] }],
    });
    expect(stages(made)).toEqual([['a'], ['a', 'b.x'], ['a', 'b.x', 'c'], ['a', 'b.x', 'c']]);
  });

  it('waits for every member of a list, also for one that is not composed yet', () => {
    const made = composition((x, add) => {
      const [a, b] = [
        vpc(add, 'a'),
        add('b', ec2.VPC, { spec: { forProvider: { region: x.status.cidr } } }),
      ];
      return { status: { cidr: a.status.atProvider.cidrBlock }, sequence: [[a, b], vpc(add, 'c')] };
    });
    expect(valueAt(inputOf(made, 2), '/rules')).toEqual([
      { sequence: ['a', 'c'] },
      { sequence: ['b', 'c'] },
    ]);
    const provides = { a: { atProvider: { cidrBlock: '10.0.0.0/8' } } };
    expect(stages(made, { provides })).toEqual([
      ['a'],
      ['a'],
      ['a', 'b'],
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
  });

  it('writes a chain as one rule, and deletes in the opposite order where it is told to', () => {
    const sequencing = { onDeletion: true, replayDeletion: true };
    const made = composition(
      (_, add) => ({ sequence: [vpc(add, 'a'), vpc(add, 'b'), vpc(add, 'c')] }),
      { sequencing },
    );
    expect(inputOf(made, 2)).toMatchObject({
      enableDeletionSequencing: true,
      usageVersion: 'v2',
      replayDeletion: true,
      rules: [{ sequence: ['a', 'b', 'c'] }],
    });
    const [last] = untilReady(made, xr).slice(-1);
    expect(last?.composed.map(({ kind }) => kind).sort()).toEqual([
      'Usage',
      'Usage',
      'VPC',
      'VPC',
      'VPC',
    ]);
  });

  it('refuses resources that wait for each other, and what is not composed here', () => {
    const both = () =>
      composition((_, add) => {
        const a = vpc(add, 'a');
        return { sequence: [vpc(add, 'b', { after: a }), a] };
      });
    expect(both).toThrow(/composition 'network' has resources that wait for each other: a, b, a/);
    const foreign = () => composition((_, add) => ({ sequence: [vpc(add, 'a'), 'b' as never] }));
    expect(foreign).toThrow(/orders something that it does not compose/);
  });
});

describe('steps of other functions', () => {
  interface Tags {
    readonly apiVersion: 'tag-manager.fn.crossplane.io/v1beta1';
    readonly kind: 'ManagedTags';
    readonly addTags: readonly string[];
  }
  const tagManager = composedFunction<Tags>('function-tag-manager');
  const input: Tags = {
    apiVersion: 'tag-manager.fn.crossplane.io/v1beta1',
    kind: 'ManagedTags',
    addTags: [],
  };
  const compose: Props['compose'] = (_, add) => {
    vpc(add, 'a');
    return {};
  };

  it('stand around function-patch-and-transform, with all that a step may say', () => {
    const made = composition(compose, {
      before: [step('extra', { function: { name: 'function-extra-resources' } })],
      after: [
        step('tags', {
          function: tagManager,
          input,
          credentials: { aws: { namespace: 'crossplane-system', name: 'aws' } },
          requirements: {
            resources: {
              config: { apiVersion: 'v1', kind: 'ConfigMap', name: 'x', namespace: 'y' },
              all: { apiVersion: 'v1', kind: 'ConfigMap', matchLabels: { a: 'b' } },
            },
            schemas: { vpc: { apiVersion: 'ec2.aws.m.upbound.io/v1beta1', kind: 'VPC' } },
          },
        }),
      ],
      functions: { autoReady: 'ready' },
    });
    expect(steps(made)).toEqual(['extra', 'patch-and-transform', 'tags', 'auto-ready']);
    expect(valueAt(made, '/spec/pipeline/3/functionRef/name')).toBe('ready');
    expect(valueAt(made, '/spec/pipeline/2')).toEqual({
      step: 'tags',
      functionRef: { name: 'function-tag-manager' },
      input,
      credentials: [
        {
          name: 'aws',
          source: 'Secret',
          secretRef: { namespace: 'crossplane-system', name: 'aws' },
        },
      ],
      requirements: {
        requiredResources: [
          {
            requirementName: 'config',
            apiVersion: 'v1',
            kind: 'ConfigMap',
            name: 'x',
            namespace: 'y',
          },
          { requirementName: 'all', apiVersion: 'v1', kind: 'ConfigMap', matchLabels: { a: 'b' } },
        ],
        requiredSchemas: [
          { requirementName: 'vpc', apiVersion: 'ec2.aws.m.upbound.io/v1beta1', kind: 'VPC' },
        ],
      },
    });
  });

  it.each([
    [
      'two steps of one name',
      [step('a', { function: 'f' }), step('a', { function: 'g' })],
      /two steps named 'a'/,
    ],
    [
      'the name of a step of ours',
      [step('auto-ready', { function: 'f' })],
      /two steps named 'auto-ready'/,
    ],
  ])('refuses %s', (_, before, says) => {
    expect(() => composition(compose, { before })).toThrow(says);
  });

  it('refuses an input without a type, and a step without a function', () => {
    const untyped = () => step('a', { function: 'f', input: { kind: 'X' } as never });
    expect(untyped).toThrow(/step 'a' has an input without apiVersion or kind/);
    expect(() => step('a', { function: '' })).toThrow(/step 'a' names no function/);
  });
});

/** Never run: what is below is for the compiler. */
export function mistakes(chart: Chart): void {
  new Composition(chart, 'x', {
    composite: Network.v1,
    compose(xr, add) {
      // @ts-expect-error a name is no handle
      add('b', ec2.VPC, { spec: { forProvider: { region } } }, { after: 'a' });
      // @ts-expect-error nor in a sequence
      const sequence: readonly ReturnType<typeof vpc>[] = ['a'];
      const readiness = { condition: 'Synced', status: 'Yes' } as const;
      // @ts-expect-error no such status of a condition
      add('c', ec2.VPC, { spec: { forProvider: { region } } }, { readiness });
      add(
        'd',
        eks.Cluster,
        { spec: { forProvider: { region } } as never },
        {
          // @ts-expect-error misspelt status field
          readiness: ({ status }, check) => check.exists(status.atProvider.endpiont),
        },
      );
      add(
        'e',
        eks.Cluster,
        { spec: { forProvider: { region } } as never },
        {
          // @ts-expect-error a number is no text: the function's check of numbers never passes
          readiness: ({ status }, check) => check.matches(status.atProvider.vpcConfig, 3),
        },
      );
      // @ts-expect-error a field of the XR says nothing about the resource
      vpc(add, 'f', { readiness: (_, check) => check.exists(xr.spec.region) });
      // @ts-expect-error misspelt field that identifies
      add.observed('g', ec2.VPC, { forProvider: { regoin: '' } });
      return { sequence };
    },
  });
  const typed = composedFunction<{ apiVersion: 'a'; kind: 'b' }>('f');
  // @ts-expect-error an input of another type
  step('x', { function: typed, input: { apiVersion: 'a', kind: 'c' } });
  new Composition(chart, 'y', {
    composite: Network.v1,
    // @ts-expect-error a name in a sequence
    compose: () => ({ sequence: ['a'] }),
  });
}
