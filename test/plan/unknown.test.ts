import { plan, type Plan } from '../../lib/plan';
import { contentOf, deployment, digest, object, planOf, setOf, stateOf } from './fixtures';

const [A, B] = [digest('a'), digest('b')];
const swap = (revision: string) => setOf({ revision });
const told = ({ unknown }: Plan) =>
  unknown.map(({ reason, message, places }) => `${reason} x${places.length}: ${message}`);

const chart = (values: string) => ({
  'Chart.yaml': 'name: web',
  'values.yaml': values,
  'templates/web.yaml': 'kind: {{ .Values.kind }}',
});

/** An Application with these sources. */
const application = (...sources: string[]) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: web, namespace: argocd }
spec:
  project: shop
  sources: [${sources.join(', ')}]
  destination: { server: 'https://10.0.0.1', namespace: shop }
`;
const oci = (revision: string) =>
  `{ repoURL: 'oci://ghcr.io/acme/shop', path: ., targetRevision: '${revision}' }`;
const git = (revision: string, more = '') =>
  `{ repoURL: 'https://github.com/acme/apps.git', path: web, targetRevision: ${revision}${more} }`;
const helm = (version: string, more = '') =>
  `{ repoURL: 'https://charts.example.org', chart: redis, targetRevision: ${version}${more} }`;

describe('what is not compared', () => {
  test('a chart in an artifact is told by its files and values', () => {
    const found = planOf(swap(A), swap(B), {
      [A]: chart('image: { tag: 1 }'),
      [B]: { ...chart('image: { tag: 2 }'), 'templates/new.yaml': '' },
    });
    expect(told(found)).toEqual([
      'helm x3: ghcr.io/acme/shop sha256:aaaaaaaaaaaa -> sha256:bbbbbbbbbbbb: Helm renders it',
    ]);
    expect(found.unknown[0]?.files).toEqual([
      { action: 'add', path: 'templates/new.yaml', fields: [] },
      {
        action: 'change',
        path: 'values.yaml',
        fields: [{ pointer: '/image/tag', path: 'image.tag', before: 1, after: 2 }],
      },
    ]);
  });

  test('a kustomization is told by its files; its objects as they are written', () => {
    const files = (replicas: number) => ({
      'kustomization.yaml': 'resources: [web.yaml]',
      'web.yaml': deployment({ replicas }),
    });
    const found = planOf(swap(A), swap(B), { [A]: files(2), [B]: files(3) });
    expect(found.unknown[0]).toMatchObject({
      reason: 'kustomize',
      files: [{ path: 'web.yaml', fields: [{ path: 'spec.replicas', before: 2, after: 3 }] }],
    });
  });

  test('no value of a Secret that a tool renders is told', () => {
    const files = (value: string) => ({
      'kustomization.yaml': 'resources: [secret.yaml]',
      'secret.yaml': object('Secret', 'key', `stringData: { token: ${value} }`),
    });
    const found = planOf(swap(A), swap(B), { [A]: files('hunter2'), [B]: files('swordfish') });
    expect(found.unknown[0]?.files).toEqual([
      { action: 'change', path: 'secret.yaml', fields: [] },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/hunter2|swordfish/);
  });

  test('nothing, where a chart’s files are equal in two releases', () => {
    expect(told(planOf(swap(A), swap(B), { [A]: chart('a: 1'), [B]: chart('a: 1') }))).toEqual([]);
  });

  test.each<[string, string, string, string[]]>([
    ['a git commit that moves', git('v1'), git('v2'), ['v1 -> v2, web: it is not here']],
    ['a chart whose version moves', helm('1.0.0'), helm('1.1.0'), ['1.0.0 -> 1.1.0, chart redis']],
    [
      'a chart whose values change',
      helm('1.0.0'),
      helm('1.0.0', ', helm: { valuesObject: { a: 1 } }'),
      ['1.0.0, chart redis'],
    ],
    ['nothing of a chart that stays', helm('1.0.0'), helm('1.0.0'), []],
    ['nothing of a branch that stays', git('main'), git('main'), []],
    ['a chart that comes', '', helm('1.0.0'), ['1.0.0, chart redis, new']],
    ['a chart that goes', helm('1.0.0'), '', ['1.0.0, chart redis, going']],
    [
      'a chart whose values are of another commit',
      `${helm('1.0.0', ', helm: { valueFiles: [$values/web.yaml] }')}, { repoURL: 'https://v', ref: values, targetRevision: a }`,
      `${helm('1.0.0', ', helm: { valueFiles: [$values/web.yaml] }')}, { repoURL: 'https://v', ref: values, targetRevision: b }`,
      ['1.0.0, chart redis'],
    ],
  ])('of several sources: %s; the others are compared', (_, before, after, expected) => {
    const list = (revision: string, more: string) => [oci(revision), ...(more ? [more] : [])];
    const found = planOf(application(...list(A, before)), application(...list(B, after)), {
      [A]: deployment({ replicas: 2 }),
      [B]: deployment({ replicas: 3 }),
    });
    expect(found.objects.map(({ action, object: { kind } }) => [action, kind])).toEqual([
      ['change', 'Deployment'],
    ]);
    expect(found.unknown.map(({ message }) => message)).toEqual(
      expected.map((text) => expect.stringContaining(text)),
    );
  });

  test('a branch that stays is noted: what arrives there is no part of the plan', () => {
    const [note] = planOf(application(git('main')), application(git('main'))).notes;
    expect(note?.message).toContain('follows main of https://github.com/acme/apps.git');
  });

  test('a tag that stays is noted only where its release is not known', () => {
    const same = application(oci('v1'));
    expect(planOf(same, same, { v1: deployment() }).notes).toEqual([]);
    expect(planOf(same, same).notes[0]?.message).toContain('follows v1 of oci://');
  });

  test('a commit that stays is nothing to note', () => {
    const same = application(git('0123456789abcdef0123456789abcdef01234567'));
    expect(planOf(same, same).notes).toEqual([]);
  });

  test('says which parameter of a source changes', () => {
    const found = planOf(
      application(helm('1.0.0', ', helm: { valuesObject: { image: { tag: a } } }')),
      application(helm('1.0.0', ', helm: { valuesObject: { image: { tag: b } } }')),
    );
    expect(found.applications[0]?.values).toEqual([
      [
        'https://charts.example.org chart redis by Helm, helm.valuesObject.image.tag a',
        'https://charts.example.org chart redis by Helm, helm.valuesObject.image.tag b',
      ],
    ]);
  });

  test.each([
    ['YAML that no reader takes', { 'a.yaml': 'kind: [' }, 'a.yaml:1:'],
    ['a folder that is not in it', { 'other/a.yaml': deployment() }, "no folder 'base' in it"],
  ])('a release with %s deletes nothing', (_, files, why) => {
    const path = why.includes('base') ? 'base' : '.';
    const set = (revision: string) => setOf({ revision, path });
    const found = planOf(set(A), set(B), {
      [A]: { 'base/a.yaml': '', 'b.yaml': deployment() },
      [B]: files,
    });
    expect(found.objects).toEqual([]);
    expect(found.unknown[0]).toMatchObject({
      reason: 'release-unreadable',
      message: expect.stringContaining(why) as string,
    });
  });

  test('which clusters a set selects that nobody listed, once its selector changes', () => {
    const other = setOf().replace('environment: production', 'environment: staging');
    const found = plan(stateOf('base', setOf()), stateOf('head', other), {
      contentOf: contentOf({ [A]: deployment() }),
    });
    expect(told(found)).toEqual([
      'application-set x0: ApplicationSet shop has other generators now: which Applications come and go is not known',
    ]);
  });

  test('what a state says of itself', () => {
    const stale = { reason: 'not-synthesized', message: 'old', hint: 'synth' } as const;
    const found = plan(stateOf('base', ''), stateOf('head', '', { unknown: [stale] }), {
      contentOf: contentOf({}),
    });
    expect(found.unknown).toEqual([{ ...stale, places: [] }]);
  });
});
