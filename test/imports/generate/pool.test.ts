import fc from 'fast-check';
import type { Crd } from '../../../imports/generate';
import { definitionsOf } from '../../../imports/generate';
import { factsOf, packFacts, tableOf, unpackFacts } from '../../../imports/generate/facts';
import { ShapePool } from '../../../imports/generate/pool';
import type { Node } from '../../../imports/generate/schema';
import { object, root, text, widget } from '../support/definitions';
import { schemas } from '../support/schemas';

describe('sharing shapes', () => {
  it('keeps every schema as it was', () => {
    fc.assert(
      fc.property(fc.array(schemas, { minLength: 1, maxLength: 4 }), (given) => {
        const crds = given.map((spec, i): Crd => widget(spec, { kind: `Kind${i}` }));
        expect(definitionsOf(unpackFacts(packFacts(factsOf(crds))))).toEqual(crds);
      }),
    );
  });

  it('keeps equal subtrees once, wherever and in whatever order they stand', () => {
    const pool = new ShapePool();
    const one = pool.add(object({ a: text, b: text }, { required: ['b', 'a'] }));
    const other = pool.add({
      properties: { b: text, a: text },
      required: ['a', 'b'],
      type: 'object',
    });
    const list = pool.add({
      type: 'array',
      items: object({ b: text, a: text }, { required: ['a', 'b'] }),
    });
    expect(other).toBe(one);
    expect(pool.shapes[list as number] ?? list).toEqual({ type: 'array', items: one });
  });

  it('tells apart what differs in one keyword', () => {
    const pool = new ShapePool();
    const a = pool.add(object({ a: text }));
    expect(pool.add(object({ a: { ...text, maxLength: 3 } }))).not.toBe(a);
    expect(pool.add(object({ a: text }, { required: ['a'] }))).not.toBe(a);
    expect(pool.add(object({ b: text }))).not.toBe(a);
  });

  it('leaves out prose, but no property that is called so', () => {
    const pool = new ShapePool();
    const place = pool.add(
      object({ description: { ...text, description: 'words' } }, { title: 'words' }),
    );
    expect(pool.shapes[place as number]).toEqual({
      type: 'object',
      properties: { description: text },
    });
  });

  it('leaves out prose in oneOf as well', () => {
    const pool = new ShapePool();
    const branch: Node = {
      description: 'words',
      properties: { description: text },
      required: ['a'],
    };
    const place = pool.add(object({ a: text }, { oneOf: [branch] }));
    expect(pool.shapes[place as number]?.oneOf).toEqual([
      { properties: { description: text }, required: ['a'] },
    ]);
  });

  it('keeps a property called __proto__', () => {
    const schema = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"string"}}}',
    ) as Node;
    const [crd] = definitionsOf(factsOf([widget(schema)]));
    expect(JSON.stringify(crd)).toContain('"__proto__":{"type":"string"}');
  });
});

describe('a table', () => {
  it('has only the shapes that its kinds reach', () => {
    const facts = factsOf([
      widget(object({ a: text })),
      widget(object({ b: text }), { kind: 'Other' }),
    ]);
    const all = tableOf(facts).shapes.length;
    const one = tableOf({ ...facts, crds: facts.crds.slice(0, 1) }).shapes.length;
    expect(one).toBeLessThan(all);
  });

  it('names kinds by group, version and kind', () => {
    const versions = ['v1', 'v2'].map((name) => ({
      name,
      served: true,
      storage: name === 'v2',
      schema: root({ spec: object({ a: text }) }),
    }));
    const { kinds } = tableOf(factsOf([widget({}, { versions })]));
    expect(Object.keys(kinds)).toEqual(['acme.io/v1/Widget', 'acme.io/v2/Widget']);
    expect(kinds['acme.io/v1/Widget']).toMatchObject({
      scope: 'Namespaced',
      plural: 'widgets',
      storage: false,
    });
  });
});
