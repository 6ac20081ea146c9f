import fc from 'fast-check';
import type { Manifest } from '../../lib/core';
import { expandApplicationSet, type ClusterFacts } from '../../lib/render';

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const names = fc.uniqueArray(word, { minLength: 1, maxLength: 5 });
const fleet = names.chain((found) =>
  fc.tuple(
    ...found.map((name) =>
      fc.record({ name: fc.constant(name), region: word, environment: fc.constantFrom('a', 'b') }),
    ),
  ),
);

function set(goTemplate: boolean, services: readonly string[], environment: string): Manifest {
  const tag = (fast: string, go: string) => (goTemplate ? `{{ ${go} }}` : `{{${fast}}}`);
  const generators = [
    { clusters: { selector: { matchLabels: { environment } } } },
    { list: { elements: services.map((service) => ({ service })) } },
  ];
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 's', namespace: 'argocd' },
    spec: {
      goTemplate,
      generators: [{ matrix: { generators } }],
      template: {
        metadata: {
          name: `${tag('nameNormalized', '.nameNormalized')}-${tag('service', '.service')}`,
          labels: { region: tag('metadata.labels.region', '.metadata.labels.region') },
        },
        spec: { project: 'p', destination: { server: tag('server', '.server') } },
      },
    },
  };
}

test('an ApplicationSet and its twin without goTemplate expand to the same Applications', () => {
  fc.assert(
    fc.property(fleet, names, fc.constantFrom('a', 'b'), (found, services, environment) => {
      const clusters = found.map(({ name, ...labels }, i): ClusterFacts => ({
        name,
        server: `https://10.0.0.${i}`,
        labels,
      }));
      const go = expandApplicationSet(set(true, services, environment), { clusters });
      const fast = expandApplicationSet(set(false, services, environment), { clusters });
      expect(fast.applications).toEqual(go.applications);
      const chosen = found.filter((cluster) => cluster.environment === environment);
      expect(go.applications).toHaveLength(chosen.length * services.length);
    }),
  );
});

test('the same inputs give the same Applications in the same order, whatever the order of clusters', () => {
  fc.assert(
    fc.property(fleet, names, (found, services) => {
      const clusters = found.map(({ name, ...labels }, i): ClusterFacts => ({
        name,
        server: `https://10.0.0.${i}`,
        labels,
      }));
      const forth = expandApplicationSet(set(true, services, 'a'), { clusters });
      const back = expandApplicationSet(set(true, services, 'a'), {
        clusters: clusters.toReversed(),
      });
      expect(back.applications).toEqual(forth.applications);
    }),
  );
});
