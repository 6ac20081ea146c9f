import { definitionProblems } from '../../../lib/schema/cel/definition-problems';
import { readNode } from '../../../lib/schema/read-node';

const properties = {
  i: { type: 'integer' },
  d: { type: 'number' },
  s: { type: 'string', maxLength: 10 },
  l: { type: 'array', maxItems: 5, items: { type: 'string', maxLength: 5 } },
  n: { type: 'array', maxItems: 5, items: { type: 'integer' } },
  m: { type: 'object', maxProperties: 5, additionalProperties: { type: 'string', maxLength: 5 } },
  any: { 'x-kubernetes-int-or-string': true },
  namespace: { type: 'string', maxLength: 10 },
};

/** `<field> <message>` of each problem of a rule in a release. */
function problemsOf(rule: object, kubernetes?: string): string[] {
  const node = readNode({ type: 'object', properties, 'x-kubernetes-validations': [rule] });
  return definitionProblems(node, kubernetes).map(
    ({ pointer, message }) => `${pointer.split('/').at(-1) ?? ''} ${message}`,
  );
}

const release = (minor: number) => `1.${minor}`;

describe('what a release does not let a new rule use', () => {
  it.each([
    ['true', 25, 'rules in CEL'],
    ['self.d > 1', 29, 'double > int at 1:8'],
    ['self.i <= self.d', 29, 'int <= double at 1:8'],
    ['self.?s.hasValue()', 29, '.?s at 1:5'],
    ['self.l[?0].hasValue()', 29, '[?…] at 1:7'],
    ['size([?self.?s]) > 0', 29, 'optional items at 1:6'],
    ['size({?"a": self.?s}) > 0', 29, 'optional entries at 1:6'],
    ['optional.of(1) == optional.none()', 29, 'optional.of() at 1:12'],
    ['type(self.any) == optional_type', 29, 'optional_type at 1:19'],
    ['dyn(self.any).optMap(v, v).hasValue()', 29, 'optMap() at 1:21'],
    ['dyn(self.m).optFlatMap(v, v[?"a"]).hasValue()', 29, 'optFlatMap() at 1:23'],
    ['isQuantity(self.s)', 29, 'isQuantity() at 1:11'],
    ['sets.contains(self.l, self.l)', 30, 'sets.contains() at 1:14'],
    ['"%s".format([self.s]) != ""', 30, 'format() at 1:12'],
    ['strings.quote(self.s) != ""', 30, 'strings.quote() at 1:14'],
    ['isIP(self.s)', 31, 'isIP() at 1:5'],
    ['cidr(self.s).containsIP("1.1.1.1")', 31, 'cidr() at 1:5'],
    ['type(self.any) == net.IP', 31, 'net.IP at 1:22'],
    ['format.uri().validate(self.s).hasValue()', 32, 'format.uri() at 1:11'],
    ['self.namespace != ""', 32, 'a field named namespace (else __namespace__) at 1:5'],
    ['self.m.all(k, v, k != v)', 33, 'all() with two names at 1:11'],
    ['self.m.transformList(k, v, k).size() > 1', 33, 'transformList() with two names at 1:21'],
    ['self.l.first().hasValue()', 33, 'first() at 1:13'],
    ['[optional.of(1)].unwrapOpt().size() > 0', 33, 'unwrapOpt() at 1:27'],
    ['isSemver(self.s)', 34, 'isSemver() at 1:9'],
    ['self.l.distinct().size() > 1', 35, 'distinct() at 1:16'],
    ['self.n.sort()[0] > 1', 35, 'sort() at 1:12'],
    ['self.l.sortBy(x, x).size() > 1', 35, 'sortBy() at 1:14'],
    ['lists.range(5).size() > 1', 35, 'lists.range() at 1:12'],
  ])('%s needs 1.%i', (rule, since, what) => {
    expect(problemsOf({ rule }, release(since - 1))).toEqual([
      `rule needs Kubernetes 1.${since} for ${what}, and the target is 1.${since - 1}`,
    ]);
    expect(problemsOf({ rule }, release(since))).toEqual([]);
    expect(problemsOf({ rule })).toEqual([]);
  });

  it.each([
    'self.s.join == ""',
    'self.any > 1',
    'self.__namespace__ != ""',
    'has(self.s)',
    'self.m.namespace != ""',
    'self.l.join(",").split(",").isSorted()',
    'url(self.s).getHost().find("a") != ""',
    'self.n.sum() > self.n.max() && self.l.indexOf("a") > 1',
    'self.l.exists_one(x, x == "a") && self.l.map(x, x).all(x, x.matches("a"))',
    'timestamp("2024-01-01T00:00:00Z") + duration("1h") > timestamp(1)',
  ])('%s is as old as rules are', (rule) => {
    expect(problemsOf({ rule }, '1.25')).toEqual(problemsOf({ rule }));
  });
});

describe('what a release does not read of a rule', () => {
  it.each([
    ['messageExpression', '"a"', 27],
    ['reason', 'FieldValueForbidden', 28],
    ['fieldPath', '.s', 28],
    ['optionalOldSelf', true, 30],
  ])('%s', (field, value, since) => {
    const uses = field === 'optionalOldSelf' ? 'oldSelf == oldSelf' : 'self.i > 1';
    const rule = { rule: uses, [field]: value };
    const needs = `${field} needs Kubernetes 1.${since} for it, and the target is 1.${since - 1}`;
    expect(problemsOf(rule, release(since - 1))).toEqual([needs]);
    expect(problemsOf(rule, release(since))).toEqual([]);
  });

  it('includes the functions of its message', () => {
    const rule = { rule: 'true', messageExpression: '"%s".format([self.s])' };
    expect(problemsOf(rule, '1.29')).toEqual([
      'messageExpression needs Kubernetes 1.30 for format() at 1:12, and the target is 1.29',
    ]);
  });
});

it('reads a target as people write it', () => {
  const rule = { rule: 'isSemver(self.s)' };
  expect(problemsOf(rule, 'v1.30.2')).toHaveLength(1);
  expect(problemsOf(rule, '1.34.0')).toEqual([]);
});
