import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, isBuilt, startCli, type Started } from '../support/built-cli';
import { filesBelow } from '../support/files-below';
import { makeProject, smallProgram } from '../support/project';
import { startRegistry, type RegistryDouble } from '../support/registry';
import { tempFolder } from '../support/temp-folder';

const builtDescribe = isBuilt() ? describe : describe.skip;
const folder = tempFolder();

const MORE = "new ApiObject(chart, 'more', { apiVersion: 'v1', kind: 'Namespace' });";
/** A program that computes for a minute, and says when it has begun. */
const SLOW = `${MORE}
process.stderr.write('begun by ' + process.pid + '\\n');
for (const end = Date.now() + 60_000; Date.now() < end; );`;
/** Ctrl-C at the worst moment: between the first file and the second. */
const IN_THE_WRITE = `${MORE}
const fs = require('node:fs');
const { renameSync } = fs;
fs.renameSync = (...paths) => {
  renameSync(...paths);
  process.kill(process.pid, 'SIGINT');
};`;

/** Everything but what the package manager would have put there. */
const written = () => {
  const all = [...readdirSync(folder)].filter((name) => name !== 'node_modules');
  const below = ['dist', '.gitops'].filter((name) => all.includes(name));
  return { all, files: below.map((name) => filesBelow(join(folder, name))) };
};

async function said(started: Started, pattern: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve) => {
    started.child.stderr?.on('data', (part: Buffer) => {
      const [, found] = pattern.exec((text += part.toString())) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
}

const isAlive = (pid: string) => {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
};

builtDescribe('Ctrl-C during synth', () => {
  beforeAll(() => makeProject(folder, smallProgram()));
  beforeEach(() => {
    writeFileSync(join(folder, 'main.js'), smallProgram());
    expect(cli(['synth'], { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends a slow program at once: %s', async (signal, code) => {
    const before = written();
    writeFileSync(join(folder, 'main.js'), smallProgram(SLOW));
    const started = startCli(['synth'], { cwd: folder });
    const pid = await said(started, /begun by (\d+)/);
    started.child.kill(signal);
    const { stdout, stderr, ...end } = await started.ended;
    expect(end).toEqual({ code, signal: null });
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^begun by \d+\ninterrupted: nothing was left half-written$/);
    expect(isAlive(pid)).toBe(false);
    expect(written()).toEqual(before);
  });

  it('lets a write that has begun come to its end', () => {
    const { files } = written();
    writeFileSync(join(folder, 'main.js'), smallProgram(IN_THE_WRITE));
    const { code, stderr } = cli(['synth'], { cwd: folder });
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: 'interrupted: nothing was left half-written',
    });
    const interrupted = written();
    expect(interrupted.files).not.toEqual(files);
    expect(JSON.stringify(interrupted)).not.toContain('.tmp');
    writeFileSync(join(folder, 'main.js'), smallProgram(MORE));
    expect(cli(['synth'], { cwd: folder }).code).toBe(0);
    expect(written()).toEqual(interrupted);
  });
});

builtDescribe('Ctrl-C during', () => {
  let double: RegistryDouble;
  beforeEach(async () => {
    double = await startRegistry();
  });
  afterEach(() => double.close());
  const push = () => ['push', `oci://${double.host}/acme/core:v1`, '--path', 'dist/core'];

  /** Stops a command when the registry has got a request, which it never answers. */
  async function stopAt(argv: readonly string[], match: RegExp) {
    double.faults.instead.push({ match, status: 'silence' });
    const started = startCli(argv, { cwd: folder });
    while (!double.requests.some((line) => match.test(line))) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    started.child.kill('SIGINT');
    return started.ended;
  }

  it.each([
    ['an upload', /^PUT \/v2\/acme\/core\/blobs/],
    ['the manifest', /^PUT \/v2\/acme\/core\/manifests\/v1/],
  ])('%s of a push ends it, and the tag has not moved', async (_, match) => {
    const before = written();
    const { signal, stdout, stderr } = await stopAt(push(), match);
    expect({ signal, stdout, stderr }).toEqual({ signal: 'SIGINT', stdout: '', stderr: '' });
    expect([...double.store.manifests.keys()]).toEqual([]);
    expect(written()).toEqual(before);
  });

  it('a pull ends it, and no file is there', async () => {
    expect((await startCli(push(), { cwd: folder }).ended).code).toBe(0);
    const pull = ['pull', `oci://${double.host}/acme/core:v1`, '--output', 'got'];
    const { signal, stdout } = await stopAt(pull, /^GET \/v2\/acme\/core\/blobs/);
    expect({ signal, stdout }).toEqual({ signal: 'SIGINT', stdout: '' });
    expect(existsSync(join(folder, 'got'))).toBe(false);
  });
});
