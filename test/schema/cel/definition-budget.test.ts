import { definitionProblems } from '../../../lib/schema/cel/definition-problems';
import { readNode } from '../../../lib/schema/read-node';

const text = { type: 'string' };
const list = (items: object, more: object = {}) => ({ type: 'array', items, ...more });
const map = (items: object, more: object = {}) => ({
  type: 'object',
  additionalProperties: items,
  ...more,
});
const object = (properties: object, ...rules: readonly string[]) => ({
  type: 'object',
  properties,
  'x-kubernetes-validations': rules.map((rule) => ({ rule })),
});
const TWICE = 'self.l.all(x, self.l.exists_one(y, x == y))';

interface Case {
  readonly title: string;
  readonly schema: object;
  /** `<factor> -> <repair>` of each problem. */
  readonly says: readonly string[];
}

function problemsOf(schema: object) {
  return definitionProblems(readNode(schema));
}

it.each<Case>([
  {
    title: 'names the list and the text without a limit',
    schema: object({ spec: object({ l: list(text) }, TWICE) }),
    says: ['more than 100x -> give spec.l maxItems and spec.l[] maxLength, or'],
  },
  {
    title: 'names the limit that is enough',
    schema: object({ spec: object({ l: list({ ...text, maxLength: 10 }) }, TWICE) }),
    says: ['more than 100x -> give spec.l maxItems of 1117 or less'],
  },
  {
    title: 'counts a maxLength in characters, of four bytes each',
    schema: object(
      { a: text, l: list(text, { maxItems: 1000 }) },
      'self.l.all(x, x.contains("0123456789"))',
    ),
    says: ['31.5x -> give l[] maxLength of 24987 or less'],
  },
  {
    title: 'asks for a lower limit where there are limits',
    schema: object({ l: list({ ...text, maxLength: 100 }, { maxItems: 5000 }) }, TWICE),
    says: ['more than 100x -> give l maxItems of 476 or less'],
  },
  {
    title: 'names the lists and maps around the rule, which is run for each of what is in them',
    schema: object({
      'a/b': map(list(object({ s: text }, "self.s.matches('^a+$')"), { maxItems: 9 })),
    }),
    says: ['more than 100x -> give a/b maxProperties and a/b[][].s maxLength, or'],
  },
  {
    title: 'knows when that is all',
    schema: object({
      l: list(object({ n: { type: 'integer' } }, TWICE.replaceAll('self.l', '[1,2,3,4,5,6,7,8]'))),
    }),
    says: ['40.6x -> give l maxItems, or'],
  },
  {
    title: 'names the limits that are missing also where one alone is not enough to count',
    schema: object(
      Object.fromEntries([...'abcd'].map((name) => [name, list({ type: 'integer' })])) as object,
      'self.a.all(w, self.b.all(x, self.c.all(y, self.d.all(z, w + x + y + z > 0))))',
    ),
    says: ['more than 100x -> give d maxItems, c maxItems and b maxItems, or'],
  },
  {
    title: 'says something where no limit helps',
    schema: object({}, 'lists.range(10000000).all(x, x > 0)'),
    says: ['6.0x -> write a rule that looks at less'],
  },
  {
    title: 'says what is not known of a made value',
    schema: object({ n: { type: 'integer' } }, 'isSemver(string(self.n))'),
    says: ['more than 100x -> write a rule that looks at less; of what most functions make'],
  },
  {
    title: 'accepts what is dear, but not too dear',
    schema: object({ l: list(text, { maxItems: 31 }) }, 'self.l.all(x, x.matches("a"))'),
    says: [],
  },
  {
    title: 'accepts what is within its limits',
    schema: object({ l: list({ ...text, maxLength: 63 }, { maxItems: 100 }) }, TWICE),
    says: [],
  },
])('$title', ({ schema, says }) => {
  const found = problemsOf(schema).map(({ message, hint }) => {
    return `${/factor of (.*)/.exec(message)?.[1] ?? message} -> ${hint}`;
  });
  expect(found).toEqual(says.map((said) => expect.stringContaining(said) as unknown));
});

it('tells the place of the rule', () => {
  const [found] = problemsOf(object({ spec: object({ l: list(text) }, 'true', TWICE) }));
  expect(found).toMatchObject({
    pointer: '/properties/spec/x-kubernetes-validations/1/rule',
    message:
      'may cost too much: the estimated cost of the rule exceeds budget by factor of more than 100x',
  });
});

it('counts a message once, wherever its rule stands', () => {
  const rule = { rule: 'self.s != ""', messageExpression: "'a' + self.s" };
  const item = { type: 'object', properties: { s: { ...text, maxLength: 1000 } } };
  const dear = { ...item, 'x-kubernetes-validations': [rule] };
  expect(problemsOf(object({ l: list(dear) }))).toEqual([]);
  const joined = { rule: 'true', messageExpression: "self.l.join(',')" };
  const node = { type: 'object', properties: { l: list(text) } };
  expect(problemsOf({ ...node, 'x-kubernetes-validations': [joined] })).toMatchObject([
    {
      pointer: '/x-kubernetes-validations/0/messageExpression',
      message: expect.stringContaining('the estimated cost of the message exceeds budget'),
      hint: expect.stringContaining('l maxItems'),
    },
  ]);
});

describe('all rules of a version', () => {
  const rule = 'self.l.all(x, x.contains("0123456789"))';
  const many = (count: number) => {
    const fields = Array.from({ length: count }, (_, i) => [
      `f${i}`,
      object({ l: list({ ...text, maxLength: 20_000 }, { maxItems: 1000 }) }, rule),
    ]);
    return object(Object.fromEntries(fields) as object);
  };

  it('may not cost too much together', () => {
    expect(problemsOf(many(12))).toEqual([]);
    expect(problemsOf(many(13))).toEqual([
      {
        pointer: '',
        message:
          'has rules that together may cost too much: their estimated cost exceeds budget by factor of 1.040520x ' +
          '(7 % for one of f0, 7 % for one of f1, 7 % for one of f2, 7 % for one of f3)',
        hint: expect.stringMatching(/^lower maxLength of f0\.l\[\]|^give f0/) as unknown,
      },
    ]);
  });

  it('counts none whose own problem is told', () => {
    const dear = object({ l: list(text) }, TWICE);
    expect(problemsOf(object({ a: dear, b: many(12) })).map(({ pointer }) => pointer)).toEqual([
      '/properties/a/x-kubernetes-validations/0/rule',
    ]);
  });
});
