import { compileRules } from '../../../lib/schema/cel/rules';
import { ruleValidatorOf } from '../../../lib/schema/cel/rule-validator';
import { readNode } from '../../../lib/schema/read-node';

const properties = {
  s: { type: 'string' },
  l: { type: 'array', items: { type: 'integer' } },
};
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

function problemsOf(...rules: readonly string[]): string[] {
  const node = nodeWith(rules);
  const given = (node['x-kubernetes-validations'] ?? []) as readonly unknown[];
  return compileRules(given, node, (child) => child as never, false).problems.map(
    ({ message }) => message,
  );
}

function findings(object: object, ...rules: readonly string[]): string[] {
  const validator = ruleValidatorOf({ shapes: [] }, nodeWith(rules));
  return (validator?.validate(object) ?? []).map(({ message }) => message);
}

function nodeWith(rules: readonly string[]) {
  const validations = rules.map((rule) => ({ rule }));
  return readNode({ type: 'object', properties, 'x-kubernetes-validations': validations });
}

describe('an evaluation ends', () => {
  it.each([
    ['of loops in loops', 'self.l.all(a, self.l.all(b, self.l.all(c, a + b + c >= 0)))', 300],
    ['of long ranges', 'lists.range(1000000).all(x, lists.range(1000000).all(y, x + y >= 0))', 0],
    ['of a text that doubles', `['aaaaaaaaaa']${'.map(x, x + x)'.repeat(40)}.size() == 1`, 0],
    ['of a list that doubles', `[self.l]${'.map(x, x + x)'.repeat(30)}.size() == 1`, 10],
    [
      'of a text that grows by replacing',
      `'a'${".replace('a', 'aaaaaaaaaa')".repeat(12)}.size() > 0`,
      0,
    ],
    ['of sets against each other', 'sets.contains(self.l, self.l)', 20_000],
  ])('%s', (_, rule, length) => {
    expect(problemsOf(rule)).toEqual([]);
    expect(findings({ l: numbers(length) }, rule)).toEqual([
      expect.stringContaining('actual cost limit exceeded'),
    ]);
  });

  it('and no other rule runs after it', () => {
    const endless = 'self.l.all(a, self.l.all(b, self.l.all(c, a + b + c >= 0)))';
    expect(
      findings({ l: numbers(300) }, 'size(self.l) == 0', endless, 'size(self.l) == 1'),
    ).toEqual([
      expect.stringContaining('size(self.l) == 0'),
      expect.stringContaining('no further validation rules will be run'),
    ]);
  });

  it('also where many rules together cost too much', () => {
    // About 700,000 each: below the limit of one, and fifteen are above that of an object.
    const rule = 'self.l.all(a, self.l.all(b, a + b >= 0))';
    const rules = Array.from({ length: 20 }, (_, i) => `${rule} || self.l.size() == ${i}`);
    const found = findings({ l: numbers(480) }, ...rules);
    expect(found).toEqual([expect.stringContaining('running out of cost budget')]);
  });

  it.each([
    ['a distinct list', 'self.l.distinct().size() > 0', numbers(30_000)],
    ['one loop over a long list', 'self.l.all(x, x >= 0)', numbers(100_000)],
  ])('but not before what the API server lets through: %s', (_, rule, l) => {
    expect(findings({ l }, rule)).toEqual([]);
  });
});

describe('a rule is read in time that grows with its length', () => {
  it.each([
    ['with thousands of comparisons', Array(5000).fill('1 == 1').join(' && ')],
    ['with types in types', `[1]${'.map(x, [x])'.repeat(100)}.size() == 1`],
  ])('%s', (_, rule) => {
    expect(problemsOf(rule)).toEqual([]);
  });

  it('with types that double, of which it says so', () => {
    expect(problemsOf(`[1]${'.map(x, {x: x})'.repeat(24)}.size() == 1`)).toContainEqual(
      expect.stringContaining('type is too large to be checked'),
    );
  });
});

describe('texts are gone through once', () => {
  it.each([
    ['trim', 'self.s.trim() != ""', `a${' '.repeat(100_000)}a`],
    [
      'a part that is not there',
      'self.s.indexOf(self.s.substring(50000) + "b") == -1',
      'a'.repeat(100_000),
    ],
  ])('%s', (_, rule, s) => {
    expect(findings({ s }, rule)).toEqual([]);
  });
});
