import fc from 'fast-check';
import { compileJq, deletedPaths, deletePaths, type JqProblem } from '../../../lib/drift';

const deployment = {
  spec: {
    replicas: 3,
    template: { spec: { containers: [{ name: 'web', image: 'web:1' }, { name: 'proxy' }] } },
  },
};

describe('what does not compile', () => {
  it.each<[string, Partial<JqProblem>]>([
    ['.spec.[', { problem: "')' is not expected here", position: 7 }],
    ['.spec.replicas)', { problem: "')' is not expected here", position: 15 }],
    ['.spec | select(.name == "web)', { problem: 'the string is not closed' }],
    ['.spec.replicas # the autoscaler', { problem: 'it ends too early' }],
    ['/spec/replicas', { problem: "'/' is not expected here", position: 0 }],
    ["select(.name == 'web')", { problem: "''' is not expected here", position: 16 }],
    [
      '.spec | contain("x")',
      { problem: "there is no function 'contain' with 1 argument", position: 8 },
    ],
    ['.spec, $x', { problem: 'there is no variable $x', position: 7 }],
    ['.a; .b', { problem: "there is no function 'del' with 2 arguments" }],
    ['', { problem: "')' is not expected here", position: 0 }],
    ['.spec | break $out', { problem: 'there is no label $out', position: 8 }],
    ['.a["\\x"]', { problem: "unknown escape '\\x'", position: 4 }],
    ['.1a', { problem: "'.1a' is no number", position: 0 }],
  ])('%s', (jq, expected) => {
    expect(compileJq(jq)).toMatchObject({ ok: false, reason: 'syntax', ...expected });
  });
});

describe('what is right but not run here says so, with its place', () => {
  it.each<[string, string, number]>([
    ['.spec | walk(.)', "the function 'walk' is not run here", 8],
    ['.spec | .a |= 1', "'|=' is not run here", 8],
    ['try .a catch .b', "'catch' is not run here", 0],
    ['.a == 12345678901234567890', 'the number 12345678901234567890 is not run here', 6],
    ['. as [$a] ?// $a | $a', "'?//' is not run here", 0],
    ['@base64 "x"', "the format '@base64' is not run here", 0],
  ])('%s', (jq, problem, position) => {
    expect(compileJq(jq)).toEqual({ ok: false, reason: 'unsupported', problem, position });
  });

  it('an endless program', () => {
    expect(deletePaths('def f: f; f', {})).toMatchObject({ ok: false, reason: 'unsupported' });
    expect(deletePaths('range(0; 1; 0)', {})).toMatchObject({ ok: false, reason: 'unsupported' });
  });

  it('a path through a number that was computed, which gojq may take for another', () => {
    const result = deletePaths('.spec.replicas | 3', deployment);
    expect(result).toMatchObject({ reason: 'unsupported', position: 18 });
  });
});

it('does not change the value that it is given', () => {
  const before = JSON.stringify(deployment);
  expect(deletePaths('.spec.template.spec.containers[].image', deployment).ok).toBe(true);
  expect(JSON.stringify(deployment)).toBe(before);
});

it('keeps fields that are named __proto__', () => {
  const value: unknown = JSON.parse('{"__proto__": {"a": 1}, "b": 2}');
  expect(deletePaths('.b', value)).toMatchObject({ ok: true });
  const result = deletePaths('.b', value);
  expect(JSON.stringify(result.ok && result.value)).toBe('{"__proto__":{"a":1}}');
});

describe('the paths of an expression', () => {
  it.each<[string, readonly unknown[]]>([
    ['.spec.replicas', [['spec', 'replicas']]],
    ['.spec.missing.deeper', [['spec', 'missing', 'deeper']]],
    ['.spec.template.spec.containers[].image | select(. == null)', [[...containers(1), 'image']]],
    ['.spec.template.spec.containers[-1]', [containers(1)]],
    ['.spec.template.spec.containers[-9]', []],
    ['.spec.template.spec.containers[1:]', [containers(1)]],
    ['.spec.template.spec.containers[1:][0].image', [[...containers(1), 'image']]],
    ['.nothing[]?', []],
  ])('%s', (jq, paths) => {
    expect(deletedPaths(jq, deployment)).toEqual({ ok: true, paths });
  });
});

function containers(index: number): (string | number)[] {
  return ['spec', 'template', 'spec', 'containers', index];
}

const key = fc.constantFrom('a', 'b', 'c');
const tree = fc.letrec((tie) => ({
  node: fc.oneof({ maxDepth: 4 }, fc.constantFrom(null, true, 1, 'x'), tie('list'), tie('map')),
  list: fc.array(tie('node'), { maxLength: 3 }),
  map: fc.dictionary(key, tie('node'), { maxKeys: 3 }),
})).map;

it('deletes a field and touches nothing else', () => {
  fc.assert(
    fc.property(tree, fc.array(key, { minLength: 1, maxLength: 3 }), (value, path) => {
      const result = deletePaths(`.${path.join('.')}?`, value);
      const leaf = path.slice(0, -1).reduce(fieldOf, value);
      if (!result.ok || typeof leaf !== 'object' || leaf === null || Array.isArray(leaf)) return;
      const expected = structuredClone(value);
      const parent = path.slice(0, -1).reduce(fieldOf, expected) as Record<string, unknown>;
      Reflect.deleteProperty(parent, path.at(-1) ?? '');
      expect(result.value).toEqual(expected);
    }),
  );
});

it('deletes what it is said to delete: no more, no less', () => {
  const jq = fc.constantFrom(
    '.a',
    '.a[]?',
    '.. | .b?',
    '.a[1:]?',
    '.. | select(. == "x")',
    '.a?.b?, .c',
  );
  fc.assert(
    fc.property(tree, jq, (value, text) => {
      const paths = deletedPaths(text, value);
      const rest = deletePaths(text, value);
      expect(paths.ok).toBe(rest.ok);
      if (!paths.ok || !rest.ok || paths.paths.some(({ length }) => length === 0)) return;
      const names = new Set(paths.paths.map((path) => JSON.stringify(path)));
      expect(rest.value).toEqual(without(value, [], names));
    }),
  );
});

function fieldOf(value: unknown, name: string): unknown {
  return (value as Record<string, unknown> | null | undefined)?.[name];
}

function without(value: unknown, path: readonly (string | number)[], gone: Set<string>): unknown {
  const isKept = (name: string | number): boolean => !gone.has(JSON.stringify([...path, name]));
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, at) =>
      isKept(at) ? [without(item, [...path, at], gone)] : [],
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => isKept(name));
  return Object.fromEntries(
    kept.map(([name, item]) => [name, without(item, [...path, name], gone)]),
  );
}
