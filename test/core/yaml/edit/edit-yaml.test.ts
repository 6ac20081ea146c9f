import type { YamlEdit } from '../../../../lib/core';
import { editYaml } from '../../../../lib/core/yaml/edit';

const remove = (pointer: string): YamlEdit => ({ do: 'remove', pointer });
const set = (pointer: string, value: unknown): YamlEdit => ({ do: 'set', pointer, value });
const add = (pointer: string, value: unknown): YamlEdit => ({ do: 'add', pointer, value });

const rule = { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] };
const option = 'RespectIgnoreDifferences=true';

interface Case {
  readonly title: string;
  readonly text: string;
  readonly edits: readonly YamlEdit[];
  readonly gives: string;
}

const cases: readonly Case[] = [
  {
    title: 'takes a field with its line and the comment on it',
    text: 'spec:\n  # how many\n  replicas: 3 # for now\n  paused: true\n',
    edits: [remove('/spec/replicas')],
    gives: 'spec:\n  # how many\n  paused: true\n',
  },
  {
    title: 'leaves an empty map where the only field goes, and the comment above it',
    text: 'spec:\n  # how many\n  replicas: 3\n',
    edits: [remove('/spec/replicas')],
    gives: 'spec: {}\n  # how many\n',
  },
  {
    title: 'takes a field behind a dash',
    text: 'a:\n- x: 1\n  y: 2\n',
    edits: [remove('/a/0/x')],
    gives: 'a:\n- y: 2\n',
  },
  {
    title: 'takes a field out of braces',
    text: 'spec: { replicas: 3, paused: true } # c\n',
    edits: [remove('/spec/replicas')],
    gives: 'spec: { paused: true } # c\n',
  },
  {
    title: 'takes several items of a list, whatever their order',
    text: 'a:\n  - 1\n  - 2\n  - 3\n',
    edits: [remove('/a/0'), remove('/a/2')],
    gives: 'a:\n  - 2\n',
  },
  {
    title: 'takes a block of text with all its lines',
    text: 'data:\n  a: |\n    x\n    y\n\n  b: c\n',
    edits: [remove('/data/a')],
    gives: 'data:\n\n  b: c\n',
  },
  {
    title: 'keeps the quotes of a text that it replaces',
    text: 'a: \'x\'\nb: "y"\n',
    edits: [set('/a', 'n'), set('/b', 'm')],
    gives: 'a: \'n\'\nb: "m"\n',
  },
  {
    title: 'makes the maps and the list on the way',
    text: 'spec:\n  project: x\n',
    edits: [add('/spec/syncPolicy/syncOptions', option)],
    gives: `spec:\n  project: x\n  syncPolicy:\n    syncOptions:\n      - ${option}\n`,
  },
  {
    title: 'adds to a list at the indent of its items',
    text: 'spec:\n  list:\n  - a\n  # end\n  next: 1\n',
    edits: [add('/spec/list', 'b')],
    gives: 'spec:\n  list:\n  - a\n  - b\n  # end\n  next: 1\n',
  },
  {
    title: 'adds a map to a list, key below key',
    text: 'a:\n    - kind: Secret\n',
    edits: [add('/a', rule)],
    gives:
      'a:\n    - kind: Secret\n    - group: apps\n      kind: Deployment\n      jsonPointers:\n        - /spec/replicas\n',
  },
  {
    title: 'adds to a list in brackets',
    text: 'a: [x, y] # c\n',
    edits: [add('/a', 'z')],
    gives: 'a: [x, y, z] # c\n',
  },
  {
    title: 'fills what is empty',
    text: 'a:\nb: []\nc: {}\n',
    edits: [add('/a', 'x'), add('/b', 'w'), set('/c/d', 1)],
    gives: 'a:\n  - x\nb: [w]\nc:\n  d: 1\n',
  },
  {
    title: 'edits JSON as JSON',
    text: '{\n  "spec": {\n    "replicas": 3,\n    "a": {}\n  }\n}\n',
    edits: [set('/spec/a/list', [option]), set('/spec/n', false), remove('/spec/replicas')],
    gives: `{\n  "spec": {\n    "a": { "list": ["${option}"] },\n    "n": false\n  }\n}\n`,
  },
  {
    title: 'keeps a byte order mark and CRLF',
    text: '\ufeffa: 1\r\nb: 2\r\n',
    edits: [remove('/a')],
    gives: '\ufeffb: 2\r\n',
  },
  { title: 'keeps an open end', text: 'a: 1\nb: 2', edits: [remove('/a')], gives: 'b: 2' },
  {
    title: 'makes one edit once',
    text: 'a: []\n',
    edits: [add('/a', 'x'), add('/a', 'x')],
    gives: 'a: [x]\n',
  },
  {
    title: 'edits what stands beside an anchor',
    text: 'a: &x\n  b: 1\nc: *x\nd: 1\n',
    edits: [remove('/d')],
    gives: 'a: &x\n  b: 1\nc: *x\n',
  },
];

it.each(cases)('$title', ({ text, edits, gives }) => {
  const edited = editYaml(text, new Map([[0, edits]]));
  expect([...edited.refused.values()]).toEqual([]);
  expect(edited.text).toBe(gives);
});

it('edits the documents that are named, and no other', () => {
  const text = '# head\n---\na: 1\nb: 1\n---\n# second\na: 2\nb: 2\n---\na: 3\nb: 3\n';
  const edits = new Map([
    [0, [remove('/a')]],
    [2, [remove('/b')]],
  ]);
  expect(editYaml(text, edits).text).toBe(
    '# head\n---\nb: 1\n---\n# second\na: 2\nb: 2\n---\na: 3\n',
  );
});

it.each([
  ['an anchored map, which stands elsewhere too', 'a: &x\n  b: 1\n  d: 1\nc: *x\n', remove('/a/b')],
  ['an alias', 'a: &x\n  b: 1\n  d: 1\nc: *x\n', remove('/c/b')],
  ['what a merge key brings', 'a: &x\n  b: 1\nc:\n  <<: *x\n  d: 1\n', remove('/c/b')],
  ['an anchor that is used', 'a: &x\n  b: 1\nc: *x\n', remove('/a')],
  ['a field that is not there', 'a: 1\n', remove('/b')],
  ['a field of a text', 'a: x\n', set('/a/b', 1)],
  ['a list that is a map', 'a: { b: 1 }\n', add('/a', 1)],
  ['an item behind the end', 'a: [1]\n', set('/a/3', 1)],
  ['a document that cannot be read', 'a: [1\n', set('/a', 1)],
  ['a document with a key twice', 'a: 1\na: 2\n', remove('/a')],
  ['line endings of two kinds', 'a: 1\r\nb: 2\n', remove('/a')],
])('refuses %s, and leaves the text alone', (_, text, edit) => {
  const edited = editYaml(text, new Map([[0, [edit]]]));
  expect(edited.text).toBe(text);
  expect(edited.refused.get(0)?.code).toBe('YAML_EDIT_UNSAFE');
});

it('edits the other documents of a file with one that it refuses', () => {
  const edits = new Map([
    [0, [remove('/nothing')]],
    [1, [remove('/a')]],
  ]);
  const { text, refused } = editYaml('a: 1\n---\na: 2\nb: 2\n', edits);
  expect(text).toBe('a: 1\n---\nb: 2\n');
  expect([...refused.keys()]).toEqual([0]);
});
