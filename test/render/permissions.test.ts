import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { permissionsOf } from '../../lib/render/permissions';

type Destination = readonly [server: string, name: string, namespace: string];

/** What Argo CD 3.5.1's own AppProject permits, recorded. */
interface Recorded {
  readonly sources: readonly string[];
  readonly destinations: readonly Destination[];
  readonly cases: readonly {
    readonly sourceRepos?: readonly string[];
    readonly destinations?: readonly object[];
    readonly permits: readonly unknown[];
  }[];
}

const recorded = JSON.parse(
  readFileSync(join(__dirname, 'golden', 'permissions.json'), 'utf8'),
) as Recorded;

test.each(
  recorded.cases.map(
    (rules) => [JSON.stringify(rules.sourceRepos ?? rules.destinations), rules] as const,
  ),
)('permits as Argo CD does: %s', (_title, { permits, ...spec }) => {
  const metadata = { name: 'p' };
  const project = { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', metadata, spec };
  const permissions = permissionsOf(project);
  const found = spec.sourceRepos
    ? recorded.sources.filter((url) => permissions.source(url))
    : recorded.destinations.filter(([server, name, namespace]) =>
        permissions.destination({ server, name }, namespace),
      );
  expect(found).toEqual(permits);
});
