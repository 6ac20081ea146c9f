import { plan, type RingFact } from '../../lib/plan';
import {
  clusters,
  contentOf,
  contentPlan,
  deployment,
  digest,
  object,
  planOf,
  setOf,
  stateOf,
} from './fixtures';

const [a, b] = [digest('a'), digest('b')];
const ring = (name: string, of: string, more: Partial<RingFact> = {}): RingFact => ({
  artifact: 'shop',
  ring: name,
  digest: of,
  pinned: true,
  ...more,
});

const pinOf = (base: readonly RingFact[], head: readonly RingFact[]) => {
  const releases = { [a]: deployment(), [b]: deployment({ replicas: 3 }) };
  const { pins } = plan(
    stateOf('base', setOf(), { rings: base }),
    stateOf('head', setOf({ revision: b }), { rings: head }),
    { clusters, contentOf: contentOf(releases) },
  );
  return pins[0];
};

describe('a pin that changes', () => {
  test('names the ring that is promoted, not those that ran the release before', () => {
    const found = pinOf(
      [ring('staging', b), ring('production', a, { version: '1.0.0' })],
      [ring('staging', b), ring('production', b, { version: '1.1.0' })],
    );
    expect(found).toMatchObject({
      artifact: 'shop',
      rings: ['production'],
      from: { revision: a, version: '1.0.0' },
      to: { revision: b, version: '1.1.0' },
      undo: `write back to releases.yaml for shop.production: { version: 1.0.0, digest: ${a} }`,
    });
  });

  test('of rings at head is undone by the program, or by a pin', () => {
    const found = pinOf([ring('all', a, { pinned: false })], [ring('all', b, { pinned: false })]);
    expect(found?.undo).toBe(
      `revert the program, or write to releases.yaml for shop.all: { digest: ${a} }`,
    );
  });

  test('is written back with the repository that it had', () => {
    const at = { repository: 'registry.acme.io/live/shop' };
    const found = pinOf([ring('production', a, at)], [ring('production', b, at)]);
    expect(found?.undo).toContain(`{ repository: registry.acme.io/live/shop, digest: ${a} }`);
  });

  test('to an artifact of another registry is told as one', () => {
    const releases = { [a]: deployment(), [b]: deployment({ replicas: 3 }) };
    const at = (revision: string, repository: string) =>
      setOf({ revision }).replace('ghcr.io/acme/shop', repository);
    const { pins } = plan(
      stateOf('base', at(a, 'ghcr.io/acme/shop')),
      stateOf('head', at(b, 'registry.acme.io/live/shop')),
      { clusters, contentOf: contentOf(releases) },
    );
    expect(pins).toHaveLength(1);
    expect(pins[0]).toMatchObject({
      repository: 'oci://registry.acme.io/live/shop',
      undo: expect.stringContaining(`set the source back to oci://ghcr.io/acme/shop@${a}`),
    });
  });

  test('names no ring where several run the release now, and base does not say which did', () => {
    const found = pinOf([], [ring('staging', b), ring('production', b)]);
    expect(found?.rings).toEqual([]);
    expect(found?.undo).toMatch(/^set targetRevision of oci:/);
  });

  test('without rings is undone in the ApplicationSet', () => {
    expect(pinOf([], [])?.undo).toBe(
      `set targetRevision of oci://ghcr.io/acme/shop back to ${a} in ApplicationSet shop`,
    );
  });

  test('keeps its changes apart from equal changes of another pin', () => {
    const [c, d] = [digest('c'), digest('d')];
    const hub = (one: string, other: string) =>
      `${setOf({ revision: one })}---${setOf({ name: 'b', application: '{{ .name }}-b', revision: other })}`;
    const [old, now] = [deployment(), deployment({ replicas: 3 })];
    const { objects } = planOf(hub(a, c), hub(b, d), { [a]: old, [b]: now, [c]: old, [d]: now });
    expect(objects.map(({ pin, places }) => [pin, places.length])).toEqual([
      [0, 3],
      [1, 3],
    ]);
  });
});

describe('deletions that do not happen', () => {
  const map = (options: string) =>
    object('ConfigMap', 'c').replace(
      'namespace: shop',
      `namespace: shop, annotations: { ${options} }`,
    );

  test.each([
    ['argocd.argoproj.io/sync-options: Delete=false', 'kept'],
    ['helm.sh/resource-policy: keep', 'kept'],
    ['argocd.argoproj.io/sync-options: Delete=confirm', 'confirm'],
    ['argocd.argoproj.io/sync-options: Prune=false', 'deleted'],
  ])('with a deleted Application: %s', (options, fate) => {
    const found = planOf(setOf() + object('ConfigMap', 'x'), object('ConfigMap', 'x'), {
      [a]: map(options),
    });
    expect(found.objects.map((one) => [one.fate, one.withApplication])).toEqual([[fate, true]]);
  });

  test('everything is pruned where allowEmpty says so', () => {
    const { objects } = contentPlan(map(''), '', 'automated: { prune: true, allowEmpty: true }');
    expect(objects.map(({ fate }) => fate)).toEqual(['pruned']);
  });

  test('an Application that nobody owned is adopted by a set', () => {
    const single = `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: eu-1-shop, namespace: argocd }
spec:
  project: shop
  source: { repoURL: 'oci://ghcr.io/acme/shop', path: ., targetRevision: '${a}' }
  destination: { server: 'https://10.0.0.1', namespace: shop }
`;
    const { applications, dangers } = planOf(single, setOf(), { [a]: deployment() });
    expect(applications.map(({ action, places }) => [action, places.length])).toEqual([['add', 2]]);
    expect(dangers).toEqual([]);
  });

  test('a Secret that becomes another kind of value shows nothing of it', () => {
    const found = contentPlan(
      object('Secret', 's', 'data: { a: aHVudGVyMg== }'),
      object('Secret', 's', 'data: swordfish'),
    );
    expect(JSON.stringify(found)).not.toMatch(/aHVudGVyMg|swordfish/);
  });
});
