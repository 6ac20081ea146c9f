import { compile, type Node } from '../../lib/schema';
import { complaints, object, text, withDefault, type Case } from './support/complaints';

describe('fields', () => {
  const required = object({ a: text, b: text }, { required: ['a'] });
  it.each<Case>([
    ['misses a required field', required, {}, '/a is missing'],
    [
      'takes null for a missing field',
      required,
      { a: null },
      '/a is null, which counts as missing',
    ],
    ['takes null for an absent optional field', required, { a: 'x', b: null }],
    [
      'fills in the default of a required field',
      object({ a: withDefault }, { required: ['a'] }),
      {},
    ],
    ['fills it in for null too', object({ a: withDefault }, { required: ['a'] }), { a: null }],
    [
      'keeps null where it is allowed',
      object({ a: { ...text, nullable: true } }, { required: ['a'] }),
      { a: null },
    ],
    ['refuses null in a list', { type: 'array', items: text }, [null], '/0 is null, not a string'],
    [
      'accepts null in a list that allows it',
      { type: 'array', items: { ...text, nullable: true } },
      [null],
    ],
    ['drops nulls of a map', { type: 'object', additionalProperties: text }, { a: null }],
    [
      'tests values of a map',
      { type: 'object', additionalProperties: text },
      { 'a/b': 1 },
      '/a~1b is 1, not a string',
    ],
    [
      'reports an unknown field',
      object({ replicas: text }),
      { color: 'x' },
      '/color is not a field of this kind',
    ],
    [
      'accepts any field where they are kept',
      object({ a: text }, { 'x-kubernetes-preserve-unknown-fields': true }),
      { b: 1 },
    ],
    [
      'still tests known fields there',
      object({ a: text }, { 'x-kubernetes-preserve-unknown-fields': true }),
      { a: 1 },
      '/a is 1, not a string',
    ],
    [
      'is not fooled by names of Object.prototype',
      object({ a: text }, { required: ['constructor'] }),
      {},
      '/constructor is missing',
    ],
    ['accepts anything where nothing is said', {}, { a: [1] }],
  ])('%s', (_, schema, value, ...expected) => expect(complaints(schema, value)).toEqual(expected));

  it.each([
    ['replica', "did you mean 'replicas'? write that"],
    ['repilcas', "did you mean 'replicas'? write that"],
    ['image', "move it below 'template', where 'image' belongs"],
    ['qqq', undefined],
  ])('says of the unknown field %s: %s', (name, hint) => {
    const spec = object({ replicas: text, template: object({ image: text }) });
    const root: Node = { type: 'object', properties: { spec } };
    const [violation] = compile({ shapes: [] }, root)({ metadata: {}, spec: { [name]: 'x' } });
    expect(violation?.hint).toBe(hint);
  });
});

it.each([
  ['smal', "did you mean 'small'? write that"],
  ['huge', undefined],
  [5, undefined],
])('says of the value %j outside an enum: %s', (value, hint) => {
  const root = object({ spec: { enum: ['small', 'large'] } });
  const [violation] = compile({ shapes: [] }, root)({ metadata: {}, spec: value });
  expect(violation?.hint).toBe(hint);
});

it.each([
  ['string', 8080, 'quote it: "8080"'],
  ['string', true, 'quote it: "true"'],
  ['string', {}, undefined],
  ['integer', '3', 'write it without quotes'],
  ['boolean', 'true', 'write it without quotes'],
  ['integer', 1.5, undefined],
  ['object', 'a', undefined],
])('says how to make a %s of %j: %s', (type, value, hint) => {
  const [violation] = compile(
    { shapes: [] },
    object({ spec: { type } }),
  )({ metadata: {}, spec: value });
  expect(violation?.hint).toBe(hint);
});

describe('lists', () => {
  const ports: Node = {
    type: 'array',
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['port', 'protocol'],
    items: object({ port: { type: 'integer' }, protocol: { type: 'string', default: 'TCP' } }),
  };
  const byName: Node = {
    ...ports,
    'x-kubernetes-list-map-keys': ['name'],
    items: object({ name: text }),
  };
  const set: Node = { type: 'array', items: text, 'x-kubernetes-list-type': 'set' };
  it.each<Case>([
    ['accepts keys that differ', ports, [{ port: 1 }, { port: 2 }]],
    [
      'counts the default as a key',
      ports,
      [{ port: 1 }, { port: 1, protocol: 'TCP' }],
      '/1 repeats the port and protocol of item 0',
    ],
    [
      'accepts the same port for another protocol',
      ports,
      [{ port: 1 }, { port: 1, protocol: 'UDP' }],
    ],
    [
      'names the key that repeats',
      byName,
      [{ name: 'a' }, { name: 'b' }, { name: 'a' }],
      "/2 repeats the name 'a' of item 0",
    ],
    ['refuses an item twice in a set', set, ['a', 'b', 'a'], "/2 repeats the item 'a' of item 0"],
    ['leaves other lists alone', { type: 'array', items: text }, ['a', 'a']],
  ])('%s', (_, schema, value, ...expected) => expect(complaints(schema, value)).toEqual(expected));
});

describe('alternatives', () => {
  const one = object(
    { a: text, b: text, c: withDefault },
    { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
  );
  const any = object(
    { a: text, c: withDefault },
    { anyOf: [{ required: ['a'] }, { required: ['c'] }] },
  );
  const mode = object(
    { mode: { type: 'string', default: 'A' }, a: text },
    { anyOf: [{ properties: { mode: { enum: ['B'] } } }, { required: ['a'] }] },
  );
  it.each<Case>([
    ['accepts exactly one', one, { a: 'x' }],
    ['refuses none', one, {}, ' fits none of its alternatives, not one: a, or b'],
    ['refuses two', one, { a: 'x', b: 'x' }, ' fits 2 of its alternatives, not one: a, or b'],
    ['counts a default for anyOf', any, {}],
    [
      'tests the default in anyOf',
      mode,
      {},
      ' fits none of its alternatives: a certain mode, or a',
    ],
    ['accepts what says otherwise', mode, { mode: 'B' }],
    ['reports unknown fields once only', one, { a: 'x', z: 1 }, '/z is not a field of this kind'],
    ['asks for fields of objects only', { allOf: [{ required: ['a'] }] }, 'text'],
    ['asks for fields of objects, not of lists', { allOf: [{ required: ['a'] }] }, []],
    [
      'tests allOf',
      object({ a: text }, { allOf: [{ properties: { a: { minLength: 2 } } }] }),
      { a: 'x' },
      '/a has 1 characters, fewer than 2',
    ],
    [
      'tests not',
      object({ a: text }, { not: { required: ['a'] } }),
      { a: 'x' },
      ' has the form that its schema excludes',
    ],
    [
      'sees into lists',
      { type: 'array', items: object({ a: text }), anyOf: [{ items: { required: ['a'] } }] },
      [{}],
      ' fits none of its alternatives: another form',
    ],
  ])('%s', (_, schema, value, ...expected) => expect(complaints(schema, value)).toEqual(expected));
});

describe('objects', () => {
  const embedded: Node = {
    type: 'object',
    'x-kubernetes-embedded-resource': true,
    'x-kubernetes-preserve-unknown-fields': true,
  };
  it.each<Case>([
    [
      'asks an embedded object what it is',
      embedded,
      { spec: 1 },
      '/apiVersion is missing',
      '/kind is missing',
    ],
    [
      'tests its metadata',
      embedded,
      { apiVersion: 'v1', kind: 'X', metadata: { labels: { a: 1 } } },
      '/metadata/labels/a is 1, not a string',
    ],
  ])('%s', (_, schema, value, ...expected) => expect(complaints(schema, value)).toEqual(expected));

  it('tests metadata that a schema leaves out', () => {
    const validate = compile(
      { shapes: [] },
      { type: 'object', properties: { metadata: { type: 'object' } } },
    );
    const found = validate({ apiVersion: 'v1', kind: 'X', metadata: { annotation: {}, name: 1 } });
    expect(found.map(({ pointer }) => pointer)).toEqual(['/metadata/annotation', '/metadata/name']);
  });

  it('takes metadata that a schema writes out as it is', () => {
    const metadata = object({ ownerReferences: { type: 'array' }, labels: { type: 'array' } });
    const validate = compile({ shapes: [] }, { type: 'object', properties: { metadata } });
    const found = validate({ metadata: { labels: [], annotations: {} } });
    expect(found.map(({ pointer }) => pointer)).toEqual(['/metadata/annotations']);
  });

  it('adds what a schema says of metadata', () => {
    const metadata = object({ name: { type: 'string', maxLength: 2 } });
    const validate = compile({ shapes: [] }, { type: 'object', properties: { metadata } });
    const found = validate({ metadata: { name: 'abc', labels: {} } });
    expect(found.map(({ message }) => message)).toEqual(['has 3 characters, more than 2']);
  });

  it('follows shapes that contain themselves', () => {
    const tree: Node = object({ children: { type: 'array', items: 0 }, name: text });
    expect(complaints(0, { children: [{ children: [{ name: 1 }] }] }, [tree])).toEqual([
      '/children/0/children/0/name is 1, not a string',
    ]);
  });

  it('compiles a root once', () => {
    const table = { shapes: [object({ spec: text })] };
    expect(compile(table, 0)).toBe(compile(table, 0));
  });

  it('can keep a value to itself', () => {
    const [violation] = compile({ shapes: [] }, object({ spec: text }))({ metadata: {}, spec: 7 });
    expect(violation?.discreetMessage).toBe('is a value not shown, not a string');
  });
});
