import { contentPlan, deployment, digest, object, planOf, setOf } from './fixtures';

describe('objects of a release', () => {
  test('that change alike on every cluster are one entry', () => {
    const { objects, pins } = contentPlan(deployment(), deployment({ replicas: 3 }));
    expect(objects).toEqual([
      {
        action: 'change',
        written: 'all.yaml:6',
        object: { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web' },
        fields: [{ pointer: '/spec/replicas', path: 'spec.replicas', before: 2, after: 3 }],
        images: [],
        pin: 0,
        places: ['eu-1', 'eu-2', 'us-1'].map((cluster) => ({
          cluster,
          application: `${cluster}-shop`,
        })),
      },
    ]);
    expect(pins).toMatchObject([
      { from: { revision: digest('a') }, to: { revision: digest('b') } },
    ]);
  });

  test('tell their images', () => {
    const { objects } = contentPlan(deployment(), deployment({ image: 'web:2' }));
    expect(objects[0]?.images).toEqual([{ container: 'main', before: 'web:1', after: 'web:2' }]);
  });

  test('of one release in two folders are compared folder by folder', () => {
    const release = { 'a/x.yaml': deployment(), 'b/x.yaml': deployment({ replicas: 9 }) };
    const { objects } = planOf(setOf({ path: 'a' }), setOf({ path: 'b' }), {
      [digest('a')]: release,
    });
    expect(objects.map(({ fields }) => fields[0]?.after)).toEqual([9]);
  });

  test('that are equal are not told, however their files are called', () => {
    const { objects, pins } = planOf(setOf(), setOf({ revision: digest('b') }), {
      [digest('a')]: { 'a.yaml': deployment() },
      [digest('b')]: { 'b.yaml': deployment() },
    });
    expect([objects.length, pins.length]).toEqual([0, 1]);
  });

  test('never show what a Secret holds', () => {
    const secret = (value: string) =>
      object('Secret', 'key', `stringData: { token: ${value} }\ndata: { old: ${value} }`);
    const found = contentPlan(secret('hunter2'), secret('correct-horse'));
    expect(found.objects[0]?.fields).toEqual([
      { pointer: '/data/old', path: 'data.old', hidden: true },
      { pointer: '/stringData/token', path: 'stringData.token', hidden: true },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/hunter2|correct-horse/);
  });

  test('that are unknown are said to be', () => {
    const { unknown, objects } = planOf(setOf(), setOf({ revision: digest('b') }));
    expect(objects).toEqual([]);
    expect(unknown.map(({ reason, message, places }) => [reason, message, places.length])).toEqual([
      [
        'release-missing',
        'ghcr.io/acme/shop sha256:aaaaaaaaaaaa -> sha256:bbbbbbbbbbbb: it is not here',
        3,
      ],
    ]);
  });

  test('need no content where the same digest stays', () => {
    const { notes, unknown } = planOf(setOf(), setOf());
    expect([notes, unknown]).toEqual([[], []]);
  });

  test('of a tag that stays may change unseen', () => {
    const tagged = setOf({ revision: '1.0.0' });
    const { notes, unknown } = planOf(tagged, tagged);
    expect([notes.length, unknown]).toEqual([1, []]);
  });
});
