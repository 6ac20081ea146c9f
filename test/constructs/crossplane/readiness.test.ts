import { k8s } from 'cdk8s-plus-28';
import { step, type Add } from '../../../constructs/crossplane';
import * as eks from '../../../imports/aws/eks';
import { valueAt } from '../../../lib/core';
import { composition, inputOf, region, stages, steps, vpc, type Props } from './network';

describe('readiness', () => {
  const cluster = (add: Add) =>
    add(
      'eks',
      eks.Cluster,
      { spec: { forProvider: { region, roleArn: 'arn', vpcConfig: {} } } },
      {
        readiness: ({ status }, check) => [
          check.matches(status.atProvider.status, 'ACTIVE'),
          check.exists(status.atProvider.endpoint),
          check.isFalse(status.atProvider.deletionProtection),
          check.isTrue(status.atProvider.bootstrapSelfManagedAddons),
          check.condition('Synced'),
        ],
      },
    );

  it('is what the checks say, with nothing behind them that would go by Ready alone', () => {
    const made = composition((_, add) => {
      cluster(add);
      add('settings', k8s.KubeConfigMap, { data: { a: 'b' } });
      return {};
    });
    expect(steps(made)).toEqual(['patch-and-transform']);
    const resources = valueAt(inputOf(made, 0), '/resources');
    expect(resources).toMatchObject([
      {
        readinessChecks: [
          { type: 'MatchString', fieldPath: 'status.atProvider.status', matchString: 'ACTIVE' },
          { type: 'NonEmpty', fieldPath: 'status.atProvider.endpoint' },
          { type: 'MatchFalse', fieldPath: 'status.atProvider.deletionProtection' },
          { type: 'MatchTrue', fieldPath: 'status.atProvider.bootstrapSelfManagedAddons' },
          { type: 'MatchCondition', matchCondition: { type: 'Synced', status: 'True' } },
        ],
      },
      { readinessChecks: [{ type: 'None' }] },
    ]);
    const active = {
      status: 'ACTIVE',
      endpoint: 'https://x',
      deletionProtection: false,
      bootstrapSelfManagedAddons: true,
    };
    expect(stages(made, { provides: { eks: { atProvider: active } } })).toHaveLength(2);
    for (const missing of Object.keys(active)) {
      const atProvider = { ...active, [missing]: undefined };
      const never = () => stages(made, { provides: { eks: { atProvider } } });
      expect(never).toThrow(/Unready resources: eks/);
    }
  });

  it('lets function-auto-ready judge what other steps compose, in front', () => {
    const templates = step('templates', { function: 'function-go-templating' });
    const quiet = step('tags', { function: 'function-tag-manager', composes: false });
    const compose: Props['compose'] = (_, add) => {
      cluster(add);
      return {};
    };
    expect(steps(composition(compose, { before: [templates], after: [quiet] }))).toEqual([
      'templates',
      'auto-ready',
      'patch-and-transform',
      'tags',
    ]);
    const behind = () => composition(compose, { after: [templates] });
    expect(behind).toThrow(/needs function-auto-ready for what step 'templates' composes/);
    expect(behind).toThrow(expect.objectContaining({ code: 'COMPOSITION_READINESS' }));
  });

  it('refuses checks beside a kind that function-auto-ready has to judge', () => {
    const make = () =>
      composition((_, add) => {
        cluster(add);
        add('web', k8s.KubeDeployment, {});
        return {};
      });
    expect(make).toThrow(/needs function-auto-ready for Deployment 'web', which would also pass/);
    expect(make).toThrow(
      expect.objectContaining({
        hint: expect.stringContaining("{ condition: 'Available' }") as string,
      }),
    );
  });

  it.each<readonly [string, Parameters<Add>[3], RegExp]>([
    [
      'a number',
      { readiness: ({ status }: never, check: never) => checkOf(check).matches(at(status), 3) },
      /compares status\.port with 3: every number is a float64/,
    ],
    [
      'a transformed field',
      {
        readiness: ({ status }: never, check: never) =>
          checkOf(check).matches((at(status) as { toUpper(): unknown }).toUpper(), 'A'),
      },
      /transforms status\.port/,
    ],
    ['no check', { readiness: () => [] }, /is given no check/],
  ] as never)('refuses %s', (_title, options, says) => {
    const make = () =>
      composition((_, add) => {
        vpc(add, 'a', options as object);
        return {};
      });
    expect(make).toThrow(says);
  });

  it('refuses to look at another resource, or the XR', () => {
    const make = () =>
      composition((x, add) => {
        vpc(add, 'a', {
          readiness: (_: never, check: never) => checkOf(check).exists(x.spec.region),
        });
        return {};
      });
    expect(make).toThrow(/the readiness of resource 'a' looks at spec\.region/);
  });

  const at = (status: never) => (status as { port: unknown }).port;
  const checkOf = (check: never) =>
    check as Record<'matches' | 'exists', (...of: unknown[]) => unknown>;
});
