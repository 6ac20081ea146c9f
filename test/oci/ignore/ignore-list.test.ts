import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { DEFAULT_IGNORES, IgnoreList, readIgnoreRules } from '../../../lib/oci/ignore/ignore-list';

/** Verdicts of the matcher in Flux's Go code: each rule is its folder, then its lines. */
interface Verdict {
  readonly rules: readonly (readonly [folder: string, ...lines: string[]])[];
  /** With a slash at the end: a folder. */
  readonly leftOut: readonly string[];
  readonly packed: readonly string[];
}

const verdicts = JSON.parse(
  readFileSync(join(__dirname, '../golden/ignore.json'), 'utf8'),
) as readonly Verdict[];

const listOf = ({ rules }: Pick<Verdict, 'rules'>) =>
  new IgnoreList(
    rules.flatMap(([folder, ...lines]) =>
      readIgnoreRules(lines.join('\n'), folder === '' ? [] : folder.split('/')),
    ),
  );

test.each(verdicts.map((one) => [JSON.stringify(one.rules), one] as const))(
  'as Flux does: %s',
  (_, verdict) => {
    const list = listOf(verdict);
    const leavesOut = (path: string) => list.leavesOut(path.replace(/\/$/, ''), path.endsWith('/'));
    expect(verdict.leftOut.filter((path) => !leavesOut(path))).toEqual([]);
    expect(verdict.packed.filter(leavesOut)).toEqual([]);
  },
);

test.each([
  ['.gitignore', true],
  ['apps/.gitattributes', true],
  ['icon.png', true],
  ['a/b.tar.gz', true],
  ['a.tgz', false],
  ['.github/x.yaml', false],
  ['.sourceignore', false],
])('by default, %s is left out: %s', (path, expected) => {
  const list = new IgnoreList(DEFAULT_IGNORES.flatMap((line) => readIgnoreRules(line)));
  expect(list.leavesOut(path)).toBe(expected);
});

test('a verdict does not depend on what was asked before', () => {
  const list = new IgnoreList(readIgnoreRules('a/\n*.txt', []));
  const paths = ['a/x', 'b/x', 'a/x', 'x', 'a/b/x', 'b/a/x', 'b/x', 'bb', 'a'];
  const alone = paths.map((path) => new IgnoreList(readIgnoreRules('a/')).leavesOut(path));
  expect(alone).toEqual([true, false, true, false, true, true, false, false, false]);
  expect(paths.map((path) => list.leavesOut(path))).toEqual(alone);
});

test('no line makes the reader fail or hang', () => {
  const line = fc.string({ unit: fc.constantFrom(...'ab/*?[]^!-\\ é€.'), maxLength: 12 });
  const path = fc.array(fc.constantFrom('a', 'b', 'ab', 'é€', '[a]'), { minLength: 1 });
  fc.assert(
    fc.property(line, path, (text, names) => {
      const list = new IgnoreList(readIgnoreRules(text));
      expect(typeof list.leavesOut(names.join('/'))).toBe('boolean');
    }),
  );
});

test('a line that only takes back leaves nothing out', () => {
  const line = fc.string({ unit: fc.constantFrom(...'ab/*?[]^-.'), minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(line, (text) => {
      expect(new IgnoreList(readIgnoreRules(`!${text}`)).leavesOut('a/b')).toBe(false);
    }),
  );
});
