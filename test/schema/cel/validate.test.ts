import { ruleValidatorOf, type Node } from '../../../lib/schema';

const text: Node = { type: 'string' };
const whole: Node = { type: 'integer' };
const object = (properties: Record<string, Node>, ...rules: readonly unknown[]): Node => ({
  type: 'object',
  properties,
  ...(rules.length > 0 && { 'x-kubernetes-validations': rules }),
});

function told(root: Node, value: unknown, old?: unknown): string[] {
  const found = ruleValidatorOf({ shapes: [] }, root)?.validate(value, old) ?? [];
  return found.map(({ pointer, message }) => `${pointer} ${message}`);
}

describe('places', () => {
  it('knows no rules where there are none', () => {
    expect(ruleValidatorOf({ shapes: [] }, object({ a: text }))).toBeUndefined();
  });

  it('asks rules of fields, items, keys of maps and parts of allOf', () => {
    const rule = { rule: 'self < 5', message: 'at most 4' };
    const small: Node = { ...whole, 'x-kubernetes-validations': [rule] };
    const root = object({
      field: small,
      list: { type: 'array', items: small },
      map: { type: 'object', additionalProperties: small },
      part: { ...whole, allOf: [{ 'x-kubernetes-validations': [rule] }] },
    });
    expect(told(root, { field: 5, list: [4, 6], map: { 'a/b': 7, c: 1 }, part: 9 })).toEqual([
      '/field breaks a rule of its kind: at most 4',
      '/list/1 breaks a rule of its kind: at most 4',
      '/map/a~1b breaks a rule of its kind: at most 4',
      '/part breaks a rule of its kind: at most 4',
    ]);
  });

  it('goes round shapes that refer to themselves', () => {
    const shapes: Node[] = [
      {
        type: 'object',
        properties: {
          next: 0,
          n: { ...whole, 'x-kubernetes-validations': [{ rule: 'self > 0' }] },
        },
      },
    ];
    const found = ruleValidatorOf({ shapes }, 0)?.validate({ n: 1, next: { n: 0 } });
    expect(found?.map(({ pointer }) => pointer)).toEqual(['/next/n']);
  });

  it('tells a failure at the field that the rule names', () => {
    const rule = { rule: 'self.a.b != "x"', fieldPath: '.a.b' };
    expect(told(object({ a: object({ b: text }) }, rule), { a: { b: 'x' } })).toEqual([
      '/a/b breaks a rule of its kind: failed rule: self.a.b != "x"',
    ]);
  });

  it('lets the root of a resource read its name, and nothing else of metadata', () => {
    const rule = (of: string) => ({ rule: `self.metadata.${of} != "bad"` });
    const value = { metadata: { name: 'bad', labels: { a: 'bad' } } };
    expect(told(object({}, rule('name')), value)).toHaveLength(1);
    expect(told(object({}, rule('labels')), value)).toEqual([]);
  });
});

describe('values', () => {
  it('asks after defaults are filled in, on objects that are not written at all too', () => {
    const inner: Node = {
      ...object({ n: { ...whole, default: 3 } }, { rule: 'self.n < 3' }),
      default: {},
    };
    expect(told(object({ inner }), {})).toEqual([
      '/inner breaks a rule of its kind: failed rule: self.n < 3',
    ]);
    expect(told(object({ inner }), { inner: { n: 1 } })).toEqual([]);
  });

  it('counts a null as nothing, unless the field is nullable', () => {
    const rules = [{ rule: 'has(self.a)' }];
    expect(told(object({ a: text }, ...rules), { a: null })).toHaveLength(1);
    const nullable: Node = {
      type: 'object',
      additionalProperties: { ...text, nullable: true },
      'x-kubernetes-validations': [{ rule: '"a" in self && self.a == null' }],
    };
    expect(told(object({ nullable }), { nullable: { a: null } })).toEqual([]);
  });

  it('says what an expression says of the object', () => {
    const rule = { rule: 'false', message: 'plain', messageExpression: '"got " + self.a' };
    expect(told(object({ a: text }, rule), { a: 'x' })[0]).toContain('got x');
    expect(told(object({ a: text }, rule), {})[0]).toContain('plain');
    expect(told(object({ a: text }, rule), { a: 'line\nbreak' })[0]).toContain('plain');
  });

  it('makes an evaluation that fails a failure', () => {
    const rule = { rule: 'self.list[3] == 1' };
    const root = object({ list: { type: 'array', items: whole } }, rule);
    expect(told(root, { list: [] })).toEqual([
      ' breaks a rule of its kind: index out of bounds: 3 evaluating rule: self.list[3] == 1',
    ]);
  });

  it('passes over rules that do not compile: their definition is wrong, not the object', () => {
    expect(told(object({ a: text }, { rule: 'self.b == 1' }, { rule: 7 }, null), {})).toEqual([]);
  });
});

describe('what was there before', () => {
  const fixed: Node = { ...text, 'x-kubernetes-validations': [{ rule: 'self == oldSelf' }] };

  it('is compared only where there is something', () => {
    const root = object({ a: fixed });
    expect(told(root, { a: 'x' })).toEqual([]);
    expect(told(root, { a: 'x' }, { a: 'x' })).toEqual([]);
    expect(told(root, { a: 'x' }, {})).toEqual([]);
    expect(told(root, { a: 'x' }, { a: 'y' })).toEqual([
      '/a breaks a rule of its kind: failed rule: self == oldSelf',
    ]);
  });

  it('is found by key in lists that are maps, and not at all in others', () => {
    const items = object({ k: text, v: fixed });
    const list = (more: Partial<Node>) => object({ l: { type: 'array', items, ...more } });
    const map = { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['k'] };
    const [now, before] = [
      {
        l: [
          { k: 'b', v: 'new' },
          { k: 'a', v: '1' },
        ],
      },
      {
        l: [
          { k: 'a', v: '1' },
          { k: 'b', v: '2' },
        ],
      },
    ];
    expect(told(list(map), now, before).map((one) => one.split(' ')[0])).toEqual(['/l/0/v']);
    expect(told(list({}), now, before)).toEqual([]);
  });

  it('is nothing below a map that is replaced as a whole', () => {
    const map: Node = { ...object({ a: fixed }), 'x-kubernetes-map-type': 'atomic' };
    expect(told(object({ map }), { map: { a: 'x' } }, { map: { a: 'y' } })).toEqual([]);
  });

  it('may be asked for where there is nothing', () => {
    const rule = { rule: 'oldSelf.orValue("none") == "none"', optionalOldSelf: true };
    const root = object({ a: { ...text, 'x-kubernetes-validations': [rule] } });
    expect(told(root, { a: 'x' })).toEqual([]);
    expect(told(root, { a: 'x' }, { a: 'y' })).toHaveLength(1);
  });
});
