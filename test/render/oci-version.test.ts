import { chooseVersion } from '../../lib/render';

describe('the tag that a range of versions means', () => {
  test.each<[string, string[], string]>([
    ['^1.0', ['1.0.0', '1.9.3', '2.0.0', '1.10.0'], '1.10.0'],
    ['1.2.x', ['v1.2.3', 'v1.2.10', 'v1.3.0'], 'v1.2.10'],
    ['>=1.0.0 <2', ['2.0.0', '1.4.0', '0.9.0'], '1.4.0'],
    ['*', ['latest', '0.1.0', 'main'], '0.1.0'],
    ['>=1.0.0', ['1.0.0', '1.1.0-rc.1'], '1.0.0'],
    ['>=1.0.0-0', ['1.0.0', '1.1.0-rc.1'], '1.1.0-rc.1'],
    ['~1', ['1.0.0', '1.0', '1'], '1.0.0'],
  ])('%s of %j is %s', (range, tags, tag) => {
    expect(chooseVersion(range, tags)).toEqual({ tag });
  });

  test.each<[string, string[], string]>([
    ['feature/x', ['1.0.0'], "'feature/x' is neither tag, digest nor range of versions"],
    ['1.0', ['1.0.0'], "'1.0' is neither"],
    ['^1.0', [], "none of its 0 tags is a version in '^1.0'"],
    ['^1.0', ['2.0.0', 'latest'], "none of its 2 tags is a version in '^1.0'"],
    ['^1.0', ['1.0.0', '1.1.0_build.3'], '1.1.0+build.3 is the highest'],
    [
      '^1.0',
      ['1.0.0', '20240101-007'],
      "gives up looking for '^1.0' at its tag '20240101-007': version segment starts with 0",
    ],
  ])('%s of %j is none', (range, tags, missing) => {
    const chosen = chooseVersion(range, tags);
    expect('missing' in chosen ? chosen.missing : chosen).toContain(missing);
  });
});
