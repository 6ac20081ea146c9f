import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drift } from '../../../lib/cli/commands/drift';
import { differencesIn } from '../../../lib/cli/drift/not-repeatable';
import { run } from '../../../lib/cli/run';
import { ManifestSet, type Manifest } from '../../../lib/core';
import { cli, isBuilt } from '../../support/built-cli';
import { memoryWorld } from '../../support/memory-world';
import { makeProject, smallProgram } from '../../support/project';
import { tempFolder } from '../../support/temp-folder';

const stamped = (value: string) => `chart = new Chart(app, 'web');
new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap',
  metadata: { name: 'web', annotations: { 'acme.io/at': ${value} } }, data: {} });`;

const root = tempFolder();
let count = 0;
const newFolder = () => join(root, String(count++));

/** Runs a program once, then `drift --twice`. */
function twice(before: string, ...argv: string[]) {
  const folder = newFolder();
  makeProject(folder, smallProgram(before));
  cli(['synth'], { cwd: folder });
  const state = () => readFileSync(join(folder, '.gitops/artifacts.json'), 'utf8');
  const record = state();
  const outcome = cli(['drift', '--twice', ...argv], { cwd: folder });
  const isLeft = existsSync(join(folder, '.gitops/twice'));
  return { ...outcome, folder, isLeft, isRecordKept: state() === record };
}

(isBuilt() ? describe : describe.skip)('drift --twice', () => {
  it('finds nothing in a program whose runs are alike, and leaves the last synth as it was', () => {
    const { code, stdout, isLeft, isRecordKept } = twice(stamped(`'then'`));
    expect({ code, isLeft, isRecordKept }).toEqual({ code: 0, isLeft: false, isRecordKept: true });
    expect(stdout).toMatch(/^nothing is fought over in \d+ objects/);
  });

  it('names file, object, field and both values of a field that is random', () => {
    const { code, stdout, isLeft, isRecordKept } = twice(
      stamped('String(Math.random())'),
      '-o',
      'json',
    );
    expect({ code, isLeft, isRecordKept }).toEqual({ code: 1, isLeft: false, isRecordKept: true });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: Record<string, unknown>[] };
    expect(diagnostics).toEqual([
      expect.objectContaining({
        rule: 'output-not-repeatable',
        file: 'dist/web.k8s.yaml',
        object: { group: '', kind: 'ConfigMap', name: 'web' },
        pointer: '/metadata/annotations/acme.io~1at',
        message: expect.stringMatching(/^differs between two runs: "[\d.e-]+", then "[\d.e-]+"$/),
      }),
    ]);
  });

  it('has a group of its own in the table', () => {
    const { stdout } = twice(stamped('String(process.hrtime.bigint())'));
    expect(stdout).toContain('Two runs of the program differ\n');
    expect(stdout).toContain('ConfigMap web');
    expect(stdout).toMatch(/error, dist\/web\.k8s\.yaml:\d+ \[output-not-repeatable\]/);
  });

  it('says why a program fails, ends with 2 and leaves the last synth as it was', () => {
    const { folder } = twice('');
    const record = readFileSync(join(folder, '.gitops/artifacts.json'), 'utf8');
    writeFileSync(join(folder, 'main.js'), "throw new Error('no such region');");
    const { code, stderr } = cli(['drift', '--twice'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('no such region');
    expect(stderr).toContain('CLI_PROGRAM_FAILED');
    expect(existsSync(join(folder, '.gitops/twice'))).toBe(false);
    expect(readFileSync(join(folder, '.gitops/artifacts.json'), 'utf8')).toBe(record);
  });

  it('makes no record where no synth has', () => {
    const folder = newFolder();
    makeProject(folder, smallProgram());
    mkdirSync(join(folder, 'dist'));
    cli(['drift', '--twice'], { cwd: folder });
    expect(existsSync(join(folder, '.gitops/artifacts.json'))).toBe(false);
    expect(existsSync(join(folder, '.gitops/oci'))).toBe(false);
  });
});

it.each([
  [['--twice'], 'CLI_PROJECT_INVALID: there is no cdk8s.yaml'],
  [['--twice', '--app', ''], 'CLI_FLAG_VALUE: --app is empty'],
  [['--twice', '--app', 'node nope.js'], "CLI_PROGRAM_FAILED: there is no file 'nope.js'"],
  [['--twice', '--dry-run'], 'CLI_FLAG_VALUE: --twice tells what no patch repairs'],
  [['--twice', '--migrate'], 'CLI_FLAG_VALUE: --twice tells what no patch repairs'],
])('%j without a program is an error: %s', async (argv, says) => {
  const world = memoryWorld({ 'dist/a.yaml': '' });
  expect(await run(['drift', ...argv], [drift], world, '0.0.0')).toBe(2);
  expect(world.err.join('\n')).toContain(says);
});

describe('the difference of two runs', () => {
  const map = (name: string, data: object): Manifest =>
    ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data }) as Manifest;
  const text = (...all: Manifest[]) => all.map((one) => JSON.stringify(one)).join('\n---\n');
  const told = (first: string | undefined, second: string | undefined) =>
    differencesIn({ file: 'dist/a.yaml', first, second }, ManifestSet.of([])).map(
      ({ pointer, message, origin }) => [pointer, message, origin.lineOf?.('')],
    );

  it.each<[string, string | undefined, string | undefined, unknown[]]>([
    ['nothing where they are alike', text(map('a', {})), text(map('a', {})), []],
    ['a file of one run', 'a: 1', undefined, [['', 'is written by one of two runs only', 1]]],
    [
      'the first field of each object',
      text(map('a', { x: 'p', y: 'q' }), map('b', {}), map('c', {})),
      text(map('a', { x: 'r', y: 's' }), map('b', {}), map('c', { z: 't' })),
      [
        ['/data/x', 'of ConfigMap a differs between two runs: "p", then "r"', 1],
        ['/data/z', 'of ConfigMap c differs between two runs: nothing, then "t"', 1],
      ],
    ],
    [
      'the first line where the order differs',
      text(map('a', {}), map('b', {})),
      text(map('b', {}), map('a', {})),
      [['', expect.stringMatching(/^differs between two runs: .*…, then .*…$/), 1]],
    ],
    [
      'the first line where it is no manifest',
      'a: 1\nb: 2\n',
      'a: 1\nb: 3\n',
      [['', 'differs between two runs: "b: 2", then "b: 3"', 2]],
    ],
    [
      'a line that only one has',
      'a: 1',
      'a: 1\nb: 3',
      [['', 'differs between two runs: nothing, then "b: 3"', 2]],
    ],
  ])('is %s', (_title, first, second, expected) => {
    expect(told(first, second)).toEqual(expected);
  });
});
