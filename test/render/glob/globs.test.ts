import { artifactMatcher, doublestarMatcher } from '../../../lib/render/glob/doublestar';
import { pathMatcher } from '../../../lib/render/glob/path-match';
import { pathspecMatcher, PathspecError } from '../../../lib/render/glob/pathspec';

/** What each of the three ways to read a pattern makes of files; `bad` where it is refused. */
const paths = ['a', 'a/b', 'a/b/c', 'ab', 'a*', 'é/b'];

function matched(pattern: string) {
  const list = (test: (path: string) => boolean) => paths.filter(test);
  const path = pathMatcher(pattern);
  const doublestar = doublestarMatcher(pattern);
  return {
    path: path ? list((name) => path.test(name)) : 'bad',
    doublestar: doublestar ? list(doublestar) : 'bad',
    pathspec: list(pathspecMatcher(pattern)),
  };
}

test.each<[string, ReturnType<typeof matched>]>([
  [
    '*',
    {
      path: ['a', 'ab', 'a*'],
      doublestar: ['a', 'ab', 'a*'],
      pathspec: paths,
    },
  ],
  ['a', { path: ['a'], doublestar: ['a'], pathspec: ['a', 'a/b', 'a/b/c'] }],
  ['a/*', { path: ['a/b'], doublestar: ['a/b'], pathspec: ['a/b', 'a/b/c'] }],
  ['a/**', { path: ['a/b'], doublestar: ['a/b', 'a/b/c'], pathspec: ['a/b', 'a/b/c'] }],
  ['./a', { path: [], doublestar: ['a'], pathspec: ['a', 'a/b', 'a/b/c'] }],
  ['{a,ab}', { path: [], doublestar: ['a', 'ab'], pathspec: [] }],
  ['?/b', { path: ['a/b', 'é/b'], doublestar: ['a/b', 'é/b'], pathspec: ['a/b'] }],
  ['a\\*', { path: ['a*'], doublestar: ['a*'], pathspec: ['a*'] }],
  ['a}', { path: [], doublestar: 'bad', pathspec: [] }],
  ['[', { path: 'bad', doublestar: 'bad', pathspec: [] }],
])('%s', (pattern, expected) => {
  expect(matched(pattern)).toEqual(expected);
});

test.each(['/a', '../a', 'a/../../b', ':(attr:x)a'])('git refuses %s', (pathspec) => {
  expect(() => pathspecMatcher(pathspec)).toThrow(PathspecError);
});

describe('in an artifact', () => {
  test.each<[string, readonly string[] | 'bad']>([
    ['a/*', ['a/b']],
    ['**/b', ['a/b', 'é/b']],
    ['.', paths],
    ['', paths],
    ['./a/*', []],
    ['/a/*', []],
    ['a//*', []],
    ['é/../a/*', []],
    ['{./a,é}/*', ['é/b']],
    ['a/', []],
    ['{', 'bad'],
  ])('%s matches as it stands, joined to nothing', (pattern, expected) => {
    const matches = artifactMatcher(pattern);
    expect(matches ? paths.filter(matches) : 'bad').toEqual(expected);
  });
});

test.each([
  ['a/**', ['a/', 'a/b/']],
  ['a', ['a/']],
  ['*', ['a/', 'ab/']],
  ['a/*', ['a/b/']],
  ['**/b', ['a/b/']],
])('folders that %s matches in git are asked for with a slash', (pattern, expected) => {
  const matches = doublestarMatcher(pattern);
  expect(['a/', 'a/b/', 'ab/'].filter((path) => matches?.(path))).toEqual(expected);
});
