import { plan } from '../../lib/plan';
import {
  clusters,
  contentOf,
  contentPlan,
  dangersIn,
  deployment,
  digest,
  object,
  planOf,
  setOf,
  stateOf,
} from './fixtures';

const releases = { [digest('a')]: deployment() };
const root = (sync: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: root, namespace: argocd }
spec:
  project: shop
  source: { repoURL: 'https://github.com/acme/platform.git', path: hub, targetRevision: main }
  destination: { server: 'https://kubernetes.default.svc', namespace: argocd }
  syncPolicy: { ${sync} }
`;
const isHub = ({ path }: { readonly path: string }) => path === 'hub';
const hubPlan = (sync: string, options = '') => {
  const set = setOf().replace(
    'namespace: argocd }',
    `namespace: argocd, annotations: { a: b ${options} } }`,
  );
  const base = stateOf('base', `${set}---${root(sync)}`, { isHub });
  return plan(base, stateOf('head', root(sync), { isHub }), {
    clusters,
    contentOf: contentOf(releases),
  });
};

describe('Applications of a set that leaves Git', () => {
  test.each<[string, string, string, number]>([
    ['go where automated sync prunes it', 'automated: { prune: true }', '', 3],
    ['stay where nothing prunes it', 'automated: {}', '', 0],
    [
      'stay where its own option keeps it',
      'automated: { prune: true }',
      ', argocd.argoproj.io/sync-options: Prune=false',
      0,
    ],
  ])('%s', (_, sync, options, gone) => {
    const found = hubPlan(sync, options);
    expect(found.applications.flatMap(({ places }) => places)).toHaveLength(gone);
    expect(found.notes.map(({ message, places }) => [message, places.length])).toEqual(
      gone > 0 ? [] : [[expect.stringContaining('ApplicationSet shop leaves Git, but stays'), 3]],
    );
  });
});

describe('Applications whose cluster goes', () => {
  const inputs = { contentOf: contentOf(releases) };
  test('are deleted, and what runs there is left', () => {
    const found = plan(
      stateOf('base', setOf(), { clusters }),
      stateOf('head', setOf(), { clusters: clusters.slice(1) }),
      inputs,
    );
    expect(found.applications).toMatchObject([
      { action: 'remove', clusterGone: true, cascades: false, places: [{ cluster: 'eu-1' }] },
    ]);
    expect(found.objects.map(({ fate }) => fate)).toEqual(['left']);
    expect(dangersIn(found)).toEqual(['application-deleted (deletes)']);
  });

  test('delete what runs there where only a label goes', () => {
    const [first, ...others] = clusters;
    const head = [{ ...first, labels: {} } as never, ...others];
    const found = plan(
      stateOf('base', setOf(), { clusters }),
      stateOf('head', setOf(), { clusters: head }),
      inputs,
    );
    expect(found.objects.map(({ fate }) => fate)).toEqual(['deleted']);
  });
});

describe('prune', () => {
  test.each([
    ['switched on', 'automated: {}', 'automated: { prune: true }', 'prunes by itself from now on'],
    ['switched off', 'automated: { prune: true }', 'automated: {}', 'no longer prunes by itself'],
  ])('that is %s is told', (_, before, after, text) => {
    const found = planOf(setOf({ sync: before }), setOf({ sync: after }), releases);
    expect(found.notes.map(({ message, places }) => [message, places.length])).toEqual([
      [expect.stringContaining(text), 3],
    ]);
  });

  test.each<[string, string, string]>([
    ['keeps all by the option of the Application', 'Prune=false', 'kept'],
    ['asks a person by the option of the Application', 'Prune=confirm', 'confirm'],
  ])('%s', (_, option, fate) => {
    const sync = `automated: { prune: true }, syncOptions: [${option}]`;
    const found = contentPlan(deployment() + object('ConfigMap', 'c'), deployment(), sync);
    expect(found.objects.map((one) => one.fate)).toEqual([fate]);
  });
});

describe('a rolling sync', () => {
  const strategy = (last: string) =>
    `strategy: { type: RollingSync, rollingSync: { steps: [
      { matchExpressions: [{ key: wave, operator: In, values: [eu-1] }] },
      { matchExpressions: [{ key: wave, operator: NotIn, values: [eu-1, us-1] }], maxUpdate: 0 }${last}] } }`;
  const labelled = (revision: string, last = '') =>
    setOf({ revision, setSpec: strategy(last) }).replace(
      "{ name: '{{ .name }}-shop' }",
      "{ name: '{{ .name }}-shop', labels: { wave: '{{ .name }}' } }",
    );

  test('is told in its order, with what no step takes', () => {
    const found = planOf(labelled(digest('a')), labelled(digest('b')), {
      ...releases,
      [digest('b')]: deployment({ replicas: 3 }),
    });
    expect(found.notes.map(({ message }) => message)).toEqual([
      'ApplicationSet shop rolls out in steps, each when the one before is healthy: step 1 eu-1-shop; step 2 eu-2-shop, each by hand',
      'ApplicationSet shop has no step for some, which never sync',
    ]);
    expect(found.notes[1]?.places.map(({ cluster }) => cluster)).toEqual(['us-1']);
  });

  test('is not told where nothing changes', () => {
    expect(planOf(labelled(digest('a')), labelled(digest('a')), releases).notes).toEqual([]);
  });
});
