import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, isBuilt, startCli, type Outcome } from '../support/built-cli';
import { filesBelow } from '../support/files-below';
import { makeProject, smallProgram } from '../support/project';
import { startRegistry, type RegistryDouble } from '../support/registry';
import { tempFolder } from '../support/temp-folder';

const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
const UNKNOWN = `sha256:${'e'.repeat(64)}`;
const builtDescribe = isBuilt() ? describe : describe.skip;

const programs = tempFolder();
const folder = tempFolder();
writeFileSync(join(folder, 'not.yaml'), 'a: [1,\nb: 2\n');
mkdirSync(join(folder, 'empty'));
mkdirSync(join(folder, 'good'));
writeFileSync(join(folder, 'good/a.yaml'), GOOD);
mkdirSync(join(folder, 'bad'));
writeFileSync(join(folder, 'bad/b.yaml'), 'apiVersion: v1\nkind: [1,\nb: 2\n');
const inputs = filesBelow(folder);

/** One error with a repair, no stack, and nothing on stdout or left in the folder. */
function expectOneError({ code, stdout, stderr }: Outcome, message: RegExp): void {
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^error [A-Z_]+: [^\n]+\n {2}\S[^\n]+$/);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(filesBelow(folder)).toEqual(inputs);
}

builtDescribe('the command line', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['a misspelt verb', ['sytnh'], /no verb 'sytnh'\n {2}write cdk8s-gitops synth/],
    ['a misspelt flag', ['lint', '--stirct'], /no flag '--stirct'\n {2}write --strict/],
    ['a flag without its value', ['pack', '--path'], /flags of pack/],
    ['a wrong value', ['lint', '-o', 'xml'], /--output is 'xml'\n {2}write one of text, json/],
    ['a missing argument', ['push'], /push needs <oci:/],
    ['an argument too many', ['pack', 'good'], /pack takes no arguments, not 'good'/],
    ['lint of a missing folder', ['lint', 'nowhere'], /nowhere/],
    ['lint of an empty folder', ['lint', 'empty'], /empty/],
    ['preview of a missing folder', ['preview', 'nowhere'], /nowhere|inventory/],
    ['pack of a missing folder', ['pack', '--path', 'nowhere'], /no folder 'nowhere'/],
    ['pack of an empty folder', ['pack', '--path', 'empty'], /'empty'/],
    ['pack of a file', ['pack', '--path', 'not.yaml'], /not\.yaml/],
    ['push of a missing folder', ['push', 'oci://ghcr.io/a/b:v1', '-p', 'nowhere'], /nowhere/],
    ['push of an empty folder', ['push', 'oci://ghcr.io/a/b:v1', '-p', 'empty'], /'empty'/],
    ['push to no reference', ['push', 'ghcr.io', '-p', 'good'], /'ghcr\.io' as an OCI reference/],
    ['a layout where nothing can be made', ['copy', 'good', '/proc/none:x'], /\/proc\/none/],
    ['import of a missing file', ['import', 'nowhere.yaml'], /nowhere\.yaml/],
    ['import of what defines nothing', ['import', 'good'], /good/],
    ['import of no AWS service', ['import', 'aws:dynamdb'], /dynamodb/],
    ['publish without a synth', ['publish'], /\.gitops\/artifacts\.json\n {2}run/],
    ['promote without a file', ['promote', 'a', '--from', 'b', '--to', 'c'], /releases\.yaml/],
    ['synth without a project', ['synth'], /there is no cdk8s\.yaml/],
  ])('answers %s with one error', (_, argv, message) => {
    expectOneError(cli(argv, { cwd: folder }), message);
  });

  it.each([
    ['never synthesizes', 'const app = new (require("cdk8s-gitops").PlatformApp)();'],
    ['writes elsewhere', 'new (require("cdk8s-gitops").PlatformApp)({ outdir: "own" }).synth();'],
  ])('answers a program that %s with what to add', (_, program) => {
    const project = join(programs, String(readdirSync(programs).length));
    makeProject(project, program);
    const { code, stdout, stderr } = cli(['synth'], { cwd: project });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/wrote nothing to 'dist'\n {2}call app\.synth\(\)/);
  });

  it('answers nothing at all with the verbs, as an error', () => {
    const { code, stdout, stderr } = cli([], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^usage: cdk8s-gitops <verb>/);
  });

  it('finds what is no YAML by file and line', () => {
    const { code, stdout, stderr } = cli(['lint', 'not.yaml'], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/not\.yaml:\d+.*invalid-yaml|invalid-yaml[^]*not\.yaml:\d+/);
  });

  it('does not push what is no YAML', () => {
    const { code, stdout, stderr } = cli(['push', 'oci://127.0.0.1:1/a/b:v1', '-p', 'bad'], {
      cwd: folder,
    });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('b.yaml:');
  });

  it('ends quietly when its reader does', async () => {
    const { child, ended } = startCli(['import', '--help'], { cwd: folder });
    child.stdout?.destroy();
    expect((await ended).stderr).toBe('');
  });
});

builtDescribe('a program', () => {
  const project = tempFolder();

  it('that names a ring which releases.yaml does not is one error that tells the rings', () => {
    makeProject(project, smallProgram());
    writeFileSync(join(project, 'releases.yaml'), 'core: { staging: head }\n');
    const { code, stdout, stderr } = cli(['synth'], { cwd: project });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error RELEASES_RING_UNKNOWN: .*'production'[^]*staging/);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(readdirSync(project)).not.toContain('dist');
  });
});

builtDescribe('a registry', () => {
  let double: RegistryDouble;
  beforeEach(async () => {
    double = await startRegistry();
  });
  afterEach(() => double.close());

  const push = ['push', 'v1', '-p', 'good'];
  const pull = ['pull', 'v1', '-o', 'got'];
  const run = async ([verb = '', tag = '', ...flags]: readonly string[], input = '') => {
    const separator = tag.startsWith('sha256:') ? '@' : ':';
    const target = `oci://${double.host}/acme/core${separator}${tag}`;
    const env = { DOCKER_CONFIG: join(folder, 'nowhere'), HOME: join(folder, 'nowhere') };
    const outcome = await startCli([verb, target, ...flags], { cwd: folder, input, env }).ended;
    return { code: outcome.code, stdout: outcome.stdout, stderr: outcome.stderr };
  };
  const oneError = (outcome: Outcome, message: RegExp) => {
    expect(outcome.stderr).toMatch(message);
    expect(outcome.stderr).toMatch(/^error OCI_[A-Z_]+: [^\n]+\n {2}\S[^\n]+$/);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(readdirSync(folder)).not.toContain('got');
  };

  it.each([push, pull])('that is down is one error for %s', async (...argv) => {
    await double.close();
    oneError(await run(argv), /127\.0\.0\.1:\d+ refuses the connection\n {2}check that it runs/);
  });

  it.each([push, pull])('that refuses the password is one error for %s', async (...argv) => {
    double.gate.way = 'basic';
    const login = ['--username', 'alice', '--password-stdin'];
    const outcome = await run([...argv, ...login], 'sesame-17\n');
    oneError(outcome, /refuses user 'alice' for acme\/core\n {2}run cdk8s-gitops login/);
    expect(outcome.stderr).not.toContain('sesame');
    oneError(await run(argv), /wants a login, and none is stored/);
  });

  it.each([push, pull])('that answers with web pages is one error for %s', async (...argv) => {
    double.faults.html = true;
    oneError(await run(argv), /OCI_REGISTRY_NONSENSE|web page/);
  });

  it('that has not the digest asked for is one error', async () => {
    oneError(await run(['pull', UNKNOWN, '-o', 'got']), /has no manifest 'sha256:e{64}'/);
  });

  it('that sends other bytes leaves nothing', async () => {
    expect((await run(push)).code).toBe(0);
    for (const blobs of ['wrong', 'endless'] as const) {
      double.faults.blobs = blobs;
      oneError(await run(pull), /OCI_DIGEST_MISMATCH|OCI_LIMIT_EXCEEDED/);
    }
  });
});
