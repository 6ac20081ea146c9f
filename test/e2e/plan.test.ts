import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, isBuilt } from '../support/built-cli';
import { isInstalled } from '../support/registry/debian';
import { root } from '../support/source-files';
import { tempFolder } from '../support/temp-folder';

const folders = tempFolder();
let count = 0;

interface Service {
  readonly name: string;
  readonly replicas?: number;
}

/** The example as a repository of its own, committed without its YAML, which is synthesized. */
function repository(): string {
  const folder = join(folders, `repo-${count++}`);
  cpSync(join(root, 'examples/core-stack'), folder, {
    recursive: true,
    filter: (path) => !/(?:dist|\.gitops|expected|\.test\.ts)$/.test(path),
  });
  const modules = join(folder, 'node_modules');
  mkdirSync(modules, { recursive: true });
  for (const name of ['cdk8s', 'constructs', 'cdk8s-plus-28', '@swc', 'typescript', 'ts-node']) {
    symlinkSync(join(root, 'node_modules', name), join(modules, name));
  }
  symlinkSync(root, join(modules, 'cdk8s-gitops'));
  writeFileSync(join(folder, '.gitignore'), 'node_modules\ndist\n.gitops\n');
  git(folder, 'init', '--quiet');
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '-m', 'base');
  return folder;
}

function git(folder: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
  const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd: folder });
  if (status !== 0) throw new Error(stderr.toString());
}

function editServices(folder: string, edit: (services: Service[]) => Service[]): void {
  const file = join(folder, 'data/services.json');
  const services = JSON.parse(readFileSync(file, 'utf8')) as Service[];
  writeFileSync(file, JSON.stringify(edit(services), undefined, 2));
}

const plan = (folder: string, ...args: string[]) =>
  cli(['plan', ...args, '--no-pull', '--output', 'json'], { cwd: folder });

interface Found {
  readonly dangers: { kind: string }[];
  readonly pins: { artifact: string; rings: string[]; from: { version?: string } }[];
  readonly applications: { action: string; set: string; places: unknown[] }[];
  readonly objects: {
    object: { name: string };
    fields: unknown[];
    places: { cluster: string }[];
  }[];
}

const withGit = isBuilt() && isInstalled('git') ? describe : describe.skip;

withGit('plan of a change of the example', () => {
  test('tells more replicas on the eight clusters of production', () => {
    const folder = repository();
    editServices(folder, (all) =>
      all.map((one) => (one.name === 'catalog' ? { ...one, replicas: 7 } : one)),
    );
    expect(cli(['synth'], { cwd: folder }).code).toBe(0);
    const { code, stdout } = plan(folder, 'HEAD', '.');
    const { objects, pins, dangers } = JSON.parse(stdout) as Found;
    expect(code).toBe(0);
    expect(dangers).toEqual([]);
    expect(pins).toMatchObject([{ artifact: 'core-stack', rings: ['staging', 'production'] }]);
    expect(objects).toMatchObject([
      {
        object: { name: 'catalog' },
        fields: [{ pointer: '/spec/replicas', before: 2, after: 7 }],
      },
    ]);
    const clusters = objects[0]?.places.map(({ cluster }) => cluster) ?? [];
    expect([clusters.length, clusters.filter((name) => name.includes('staging'))]).toEqual([8, []]);
  });

  test('stops at a service that is removed, unless that is allowed', () => {
    const folder = repository();
    editServices(folder, (all) => all.filter(({ name }) => name !== 'payments'));
    cli(['synth'], { cwd: folder });
    const { code, stdout } = plan(folder, 'HEAD', '.');
    const { applications, dangers } = JSON.parse(stdout) as Found;
    expect(code).toBe(1);
    expect(applications.map(({ action, places }) => [action, places.length])).toEqual([
      ['remove', 4],
      ['remove', 8],
    ]);
    expect(new Set(dangers.map(({ kind }) => kind))).toEqual(new Set(['application-deleted']));
    expect(plan(folder, 'HEAD', '.', '--allow-deletions').code).toBe(0);
  });

  test('follows a pin that is promoted to the content of both releases', () => {
    const folder = repository();
    cli(['synth'], { cwd: folder });
    const promote = (version: string) =>
      cli(
        [
          'promote',
          'core-stack',
          '--from',
          'staging',
          '--to',
          'production',
          '--version',
          version,
          '--no-verify',
        ],
        { cwd: folder },
      );
    promote('1.0.0');
    cli(['synth'], { cwd: folder });
    const old = join(folders, `old-${count++}`);
    cpSync(folder, old, { recursive: true, filter: (path) => !path.includes('node_modules') });
    editServices(folder, (all) =>
      all.map((one) => (one.name === 'catalog' ? { ...one, replicas: 7 } : one)),
    );
    cli(['synth'], { cwd: folder });
    promote('1.1.0');
    cli(['synth'], { cwd: folder });
    const { code, stdout } = plan(folder, old, '.');
    const { objects, pins } = JSON.parse(stdout) as Found;
    expect(code).toBe(0);
    expect(pins.map(({ rings, from }) => [rings, from.version])).toEqual([
      [['staging', 'production'], '1.0.0'],
    ]);
    expect(objects.map(({ object, places }) => [object.name, places.length])).toEqual([
      ['catalog', 8],
    ]);
    rmSync(old, { recursive: true });
  });

  test('reads committed YAML without running anything', () => {
    const folder = repository();
    cli(['synth'], { cwd: folder });
    git(folder, 'add', '--force', 'dist');
    git(folder, 'commit', '--quiet', '-m', 'with its YAML');
    writeFileSync(join(folder, 'main.ts'), 'throw new Error("never run")');
    git(folder, 'commit', '--quiet', '--all', '-m', 'broken program');
    const { code, stdout, stderr } = cli(['plan', 'HEAD~1', 'HEAD', '--no-pull'], {
      cwd: folder,
    });
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'HEAD~1 -> HEAD\n\nnothing changes',
      stderr: '',
    });
  });
});

withGit('why in the example', () => {
  test('names the construct and the line that wrote a field, and writes nothing', () => {
    const folder = repository();
    cli(['synth'], { cwd: folder });
    const record = join(folder, '.gitops/artifacts.json');
    const before = readFileSync(record, 'utf8');
    const { code, stdout } = cli(
      ['why', 'PostgresInstance/core-system/orders-database', '/spec/size', '--output', 'json'],
      { cwd: folder },
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      { value: 'medium', construct: 'core-stack/production/orders/orders-database' },
      { value: 'small', construct: 'core-stack/staging/orders/orders-database' },
    ]);
    const [{ code: place = '' } = {}] = JSON.parse(stdout) as { code?: string }[];
    const [file = '', line] = place.split(':');
    const source = readFileSync(join(folder, file), 'utf8').split('\n')[Number(line) - 1];
    expect(source).toContain('size: environment ===');
    expect(readFileSync(record, 'utf8')).toBe(before);
  });

  test('names the autoscaler behind a rule, the ring behind a digest, the cluster behind a name', () => {
    const folder = repository();
    cli(['synth'], { cwd: folder });
    const ask = (object: string, pointer: string) =>
      cli(['why', object, pointer], { cwd: folder }).stdout;
    const set = 'ApplicationSet/production-microservices';
    expect(ask(set, '/spec/template/spec/ignoreDifferences/0')).toMatch(
      /because +core-stack\.ts:\d+:\d+ HorizontalPodAutoscaler 'orders' writes \/spec\/replicas/,
    );
    expect(ask(set, '/spec/template/spec/source/targetRevision')).toMatch(
      /because +releases\.yaml:\d+ what this program builds as artifact core-stack: ring production/,
    );
    expect(ask('Application/eu-west-1-a-web', '/spec/destination/server')).toMatch(
      /from +dist\/hub\/hub\.k8s\.yaml:\d+ cluster eu-west-1-a \(https:\/\/10\.2\.0\.1\)/,
    );
  });
});
