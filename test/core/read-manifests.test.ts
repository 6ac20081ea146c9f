import { emitDocument, formatKey, keyOf, readManifests } from '../../lib/core';

const pod = (name: string) => `{ apiVersion: v1, kind: Pod, metadata: { name: ${name} } }`;

function keysIn(text: string): string[] {
  return readManifests(text, 'a.yaml').entries.map(({ manifest }) => formatKey(keyOf(manifest)));
}

function findingsIn(text: string): string[] {
  return readManifests(text, 'a.yaml').diagnostics.map(
    ({ rule, message, origin, pointer }) =>
      `${origin.file}:${origin.lineOf?.(pointer)} ${rule}: ${message}`,
  );
}

describe('the manifests of a file', () => {
  test.each([
    ['one', pod('a'), ['Pod/a']],
    ['several', `${pod('a')}\n---\n${pod('b')}\n`, ['Pod/a', 'Pod/b']],
    ['none', '# nothing\n---\n', []],
    ['JSON', '{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}}', ['Pod/a']],
    [
      'a List',
      `kind: List\napiVersion: v1\nitems:\n- ${pod('a')}\n- ${pod('b')}\n`,
      ['Pod/a', 'Pod/b'],
    ],
    ['a List in a List', `kind: List\nitems:\n- {kind: List, items: [${pod('a')}]}\n`, ['Pod/a']],
    ['a List without items', 'kind: List\napiVersion: v1\n', []],
    [
      'a typed list',
      'apiVersion: apps/v1\nkind: DeploymentList\nitems:\n- metadata: {name: a}\n',
      ['apps/Deployment/a'],
    ],
    ['a typed list with kinds', `apiVersion: v1\nkind: PodList\nitems: [${pod('a')}]\n`, ['Pod/a']],
    [
      'a kind that only ends like a list',
      'apiVersion: x/v1\nkind: AllowList\nmetadata: {name: a}\n',
      ['x/AllowList/a'],
    ],
  ])('are read: %s', (_, text, keys) => {
    expect(keysIn(text)).toEqual(keys);
    expect(findingsIn(text)).toEqual([]);
  });

  test.each([
    [
      'broken YAML',
      `${pod('a')}\n---\na: [\n---\n${pod('b')}\n`,
      ['a.yaml:4 invalid-yaml: document ends inside brackets or quotes (column 1)'],
    ],
    [
      'a key set twice',
      `${pod('a')}\n---\n${pod('b')}\n---\napiVersion: v1\nkind: Pod\nmetadata: {}\nkind: Pod\n`,
      ["a.yaml:8 duplicate-key: key 'kind' is written twice (column 1)"],
    ],
    ['no kind', `\napiVersion: v1\nmetadata: {}\n`, ['a.yaml:2 not-a-manifest: has no kind']],
    ['no apiVersion', `kind: Pod\nmetadata: {}\n`, ['a.yaml:1 not-a-manifest: has no apiVersion']],
    [
      'a number as apiVersion',
      `apiVersion: 1\nkind: Pod\n`,
      ['a.yaml:1 not-a-manifest: apiVersion is 1, not a string'],
    ],
    [
      'a boolean as kind',
      `apiVersion: v1\nkind: y\n`,
      ['a.yaml:1 not-a-manifest: kind is true, not a string'],
    ],
    [
      'no metadata',
      'apiVersion: v1\nkind: Kustomization\n',
      ['a.yaml:1 not-a-manifest: has no metadata'],
    ],
    [
      'null metadata',
      'apiVersion: v1\nkind: Pod\nmetadata:\n',
      ['a.yaml:1 not-a-manifest: metadata is null, not an object'],
    ],
    ['a list', '- a\n', ['a.yaml:1 not-a-manifest: is a list, not an object']],
    [
      'a long text, shortened',
      `${'x'.repeat(99)}\n`,
      [`a.yaml:1 not-a-manifest: is "${'x'.repeat(59)}…, not an object`],
    ],
    ['a text', 'hello\n', ['a.yaml:1 not-a-manifest: is "hello", not an object']],
    [
      'an item of a List',
      `kind: List\nitems:\n- ${pod('a')}\n- 3\n`,
      ['a.yaml:4 not-a-manifest: is 3, not an object'],
    ],
  ])('are told what is wrong with them, and by line: %s', (_, text, findings) => {
    expect(findingsIn(text)).toEqual(findings);
  });

  test('survive what is broken beside them', () => {
    expect(keysIn(`${pod('a')}\n---\n}{\n---\n3\n---\n${pod('b')}\n`)).toEqual(['Pod/a', 'Pod/b']);
    expect(
      keysIn(`${pod('a')}\n---\nkind: Pod\nkind: Pod\napiVersion: v1\nmetadata: {}\n`),
    ).toEqual(['Pod/a', 'Pod']);
  });

  test('know the line of each field, also below a List', () => {
    const text = `kind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: a\n    labels:\n      x: z\n`;
    const [entry] = readManifests(text, 'a.yaml').entries;
    const lines = ['', '/metadata/name', '/metadata/labels/x', '/spec/missing'].map((pointer) =>
      entry?.origin.lineOf?.(pointer),
    );
    expect(lines).toEqual([3, 6, 8, 3]);
  });

  test('are what was emitted', () => {
    const manifest = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      data: { x: 'y\n' },
    };
    expect(readManifests(emitDocument(manifest), 'a.yaml').entries[0]?.manifest).toEqual(manifest);
  });
});
