import fc from 'fast-check';
import type { Manifest } from '../../../lib/core';
import { simulateSync } from '../../../lib/testing';
import { RESPECT, app, deployment, imageRule, liveOf, replicasRule } from './objects';

describe('always', () => {
  const any = fc.record({
    replicas: fc.option(fc.nat(3), { nil: undefined }),
    images: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }),
    labels: fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2')),
    paused: fc.option(fc.boolean(), { nil: undefined }),
  });
  type Props = typeof any extends fc.Arbitrary<infer T> ? T : never;
  const make = ({ replicas, images, labels, paused }: Props): Manifest => {
    const containers = images.map((name) => ({ name, image: `${name}:1` }));
    const template = { metadata: { labels: { app: 'web' } }, spec: { containers } };
    const made = deployment(JSON.parse(JSON.stringify({ replicas, paused, template })) as object);
    return { ...made, metadata: { ...made.metadata, labels } };
  };
  const options = fc.subarray([RESPECT, 'ServerSideApply=true']);
  const rules = fc.subarray([replicasRule, imageRule('Deployment', 'apps')]);

  it('what is in the cluster as Git has it is in sync', () => {
    fc.assert(
      fc.property(any, (props) => {
        const { diff } = simulateSync(make(props), make(props), app());
        expect(Object.values(diff).map(({ status }) => status)).toEqual([
          'Synced',
          'Synced',
          'Synced',
        ]);
      }),
    );
  });

  it('a second sync changes nothing', () => {
    fc.assert(
      fc.property(any, any, any, options, rules, (before, now, live, options, rules) => {
        const application = app({ options, rules });
        const applied = make(before);
        const found = liveOf(applied, (spec) => Object.assign(spec, make(live)['spec']));
        const first = simulateSync(make(now), found, application);
        const second = simulateSync(make(now), first.after, application);
        expect(second.changes).toEqual([]);
      }),
    );
  });

  it('what is ignored and respected survives', () => {
    fc.assert(
      fc.property(any, any, (now, live) => {
        const application = app({ options: [RESPECT], rules: [replicasRule] });
        const found = make({ ...live, replicas: 5 });
        expect(simulateSync(make(now), found, application).survives('/spec/replicas')).toBe(true);
      }),
    );
  });
});
