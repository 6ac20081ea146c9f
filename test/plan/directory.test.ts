import { filesRead, toolOf } from '../../lib/plan/directory';
import type { DirectoryOptions } from '../../lib/plan';

const paths = [
  'a.yaml',
  'b.yml',
  'c.json',
  'd.txt',
  'sub/e.yaml',
  'sub/deep/f.yaml',
  'subway/g.yaml',
];
const files = paths.map((path) => ({ path, text: '' }));
const source = (path: string, directory: DirectoryOptions = {}) => ({
  repoURL: 'oci://x/y',
  revision: '1',
  path,
  directory,
});

describe('a directory source', () => {
  test.each<[string, string, DirectoryOptions, string[]]>([
    ['YAML and JSON of its folder alone', '.', {}, ['a.yaml', 'b.yml', 'c.json']],
    ['another folder', 'sub', {}, ['sub/e.yaml']],
    ['folders below on request', 'sub', { recurse: true }, ['sub/deep/f.yaml', 'sub/e.yaml']],
    ['what is included', '.', { include: 'a.*' }, ['a.yaml']],
    ['one of several', '.', { include: '{a,b}.y*' }, ['a.yaml', 'b.yml']],
    ['all but what is excluded', '.', { exclude: '*.json' }, ['a.yaml', 'b.yml']],
    ['nothing that is both', '.', { include: '*', exclude: '*' }, []],
    [
      'a name below its folder',
      'sub',
      { include: 'deep/f.yaml', recurse: true },
      ['sub/deep/f.yaml'],
    ],
    ['no name below its folder unasked', 'sub', { include: 'deep/f.yaml' }, []],
    ['no name that is excluded', '.', { include: 'a.yaml', exclude: 'a*' }, []],
    ['no name that is no manifest', '.', { include: 'd.txt' }, []],
    ['a name that a pattern escapes', '.', { include: '\\a.yaml' }, ['a.yaml']],
    ['stars across folders', '.', { include: '*f.yaml', recurse: true }, ['sub/deep/f.yaml']],
  ])('reads %s', (_, path, directory, expected) => {
    expect(filesRead(files, source(path, directory)).map((file) => file.path)).toEqual(expected);
  });

  test('is rendered by Jsonnet only where it reads such a file', () => {
    const both = [...files, { path: 'sub/j.jsonnet', text: '' }];
    expect(toolOf(both, source('sub'))).toBe('Jsonnet');
    expect(toolOf(both, source('sub', { include: '*.yaml' }))).toBeUndefined();
    expect(toolOf(both, source('.'))).toBeUndefined();
  });

  test('passes over a file that says so', () => {
    const skipped = [{ path: 'a.yaml', text: '# +argocd:skip-file-rendering\na: 1\n' }];
    expect(filesRead(skipped, source('.'))).toEqual([]);
  });

  test.each([
    ['Chart.yaml', '.', 'Helm'],
    ['kustomization.yaml', '.', 'Kustomize'],
    ['sub/Kustomization', 'sub', 'Kustomize'],
    ['sub/Chart.yaml', '.', undefined],
    ['kustomization.yaml.yaml', '.', undefined],
  ])('with %s in %s is rendered by %s', (path, folder, expected) => {
    expect(toolOf([{ path, text: '' }], source(folder))).toBe(expected);
  });
});
