/* Checked by the compiler alone: each misuse must be an error, each use none. */
import { clusters, gitFiles, list, matrix, merge, where } from '../../../constructs/argocd';

const services = list([
  { name: 'web', tier: 'front', image: { tag: 'v1' } },
  { name: 'api', tier: 'back', image: { tag: 'v2' }, team: 'core' },
]);

where(services, {
  matchLabels: { tier: 'front', 'image.tag': 'v1', team: 'core' },
  matchExpressions: [
    { key: 'name', operator: 'In', values: ['web', 'api'] },
    { key: 'team', operator: 'DoesNotExist' },
  ],
});
where(clusters(), {
  matchLabels: { 'metadata.labels.acme.io/zone': 'a', server: 'https://10.0.0.1' },
  matchExpressions: [{ key: 'metadata.annotations.note', operator: 'NotIn', values: ['x'] }],
});

// @ts-expect-error a misspelt parameter
where(services, { matchLabels: { tear: 'front' } });
// @ts-expect-error no element has that value
where(services, { matchLabels: { tier: 'middle' } });
// @ts-expect-error an object is no text
where(services, { matchLabels: { image: 'v1' } });
// @ts-expect-error a key that the objects lack
where(services, { matchExpressions: [{ key: 'image.digest', operator: 'Exists' }] });
// @ts-expect-error an operator that does not exist
where(services, { matchExpressions: [{ key: 'name', operator: 'Is', values: ['web'] }] });
// @ts-expect-error In needs values
where(services, { matchExpressions: [{ key: 'name', operator: 'In' }] });
// @ts-expect-error and at least one of them
where(services, { matchExpressions: [{ key: 'name', operator: 'In', values: [] }] });
// @ts-expect-error Exists takes none
where(services, { matchExpressions: [{ key: 'name', operator: 'Exists', values: ['web'] }] });
// @ts-expect-error no cluster has that parameter
where(clusters(), { matchLabels: { region: 'eu' } });
where(clusters({ flatList: true }), {
  // @ts-expect-error a list is no text
  matchExpressions: [{ key: 'clusters', operator: 'Exists' }],
});

matrix(services, ({ tier }) =>
  // @ts-expect-error the first generator's parameters do not reach a selector
  where(clusters(), { matchLabels: { name: tier } }),
);

const files = gitFiles<{ readonly port: number; readonly public?: boolean }>({
  repoURL: 'https://github.com/acme/apps.git',
  files: [{ path: 'a.yaml' }],
  numbers: { port: true },
});
where(files, { matchLabels: { port: '8080', public: 'true', 'path.basename': 'web' } });
// @ts-expect-error a boolean is true or false
where(files, { matchLabels: { public: 'yes' } });

// The parameters stay what they are.
merge(where(services, { matchLabels: { tier: 'front' } }), [services], { mergeKeys: ['tier'] });
