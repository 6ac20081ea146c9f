import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, isBuilt } from '../support/built-cli';
import { filesBelow } from '../support/files-below';
import { makeProject, smallProgram } from '../support/project';
import { tempFolder } from '../support/temp-folder';

const SIZE_BYTES = 512 * 1024;
// Before the folder below it is removed.
afterAll(() => {
  if (isMounted) spawnSync('umount', [disk]);
});
const folder = tempFolder();
const disk = join(folder, 'disk');

/** A file system of half a megabyte; only root may make one. */
const isMounted = (() => {
  mkdirSync(disk);
  const argv = ['-t', 'tmpfs', '-o', `size=${SIZE_BYTES}`, 'tmpfs', disk];
  const { status, stderr } = spawnSync('mount', argv, { encoding: 'utf8' });
  if (status === 0) return true;
  process.stderr.write(`skipped: cannot mount a small disk: ${stderr?.trim() ?? 'no mount'}\n`);
  return false;
})();

/** Text that does not compress: letters of a generator that never repeats within the size. */
const BIG = `let state = 1;
const letter = () => String.fromCharCode(97 + ((state = (state * 48271) % 2147483647) % 26));
const text = Array.from({ length: ${SIZE_BYTES} }, letter).join('');
new ApiObject(chart, 'big', { apiVersion: 'v1', kind: 'ConfigMap', data: { text } });`;

const fullDescribe = isMounted && isBuilt() ? describe : describe.skip;

fullDescribe('on a full disk', () => {
  const written = () => ({
    names: readdirSync(disk),
    files: ['dist', '.gitops'].map((name) =>
      Object.entries(filesBelow(join(disk, name))).map(([path, text]) => [
        path,
        text.slice(0, 500),
      ]),
    ),
  });

  it('synth names the file and the repair, and the last good YAML stays', () => {
    makeProject(disk, smallProgram());
    expect(cli(['synth'], { cwd: disk })).toMatchObject({ code: 0, stderr: '' });
    const before = written();
    writeFileSync(join(disk, 'main.js'), smallProgram(BIG));
    const { code, stdout, stderr } = cli(['synth'], { cwd: disk });
    expect(stderr).toMatch(
      /^error SYSTEM_ENOSPC: write of \S+\/(?:dist|\.gitops)\/\S+ failed: the disk is full\n {2}free some space/,
    );
    expect(stderr).toContain('the YAML of the last good run is still there');
    expect(stderr).not.toMatch(/\.tmp|\n {4}at /);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(written()).toEqual(before);
  });

  it('pack names it too, and the layout stays as it was', () => {
    const before = written();
    const content = join(folder, 'content');
    mkdirSync(content);
    writeFileSync(join(content, 'a.bin'), randomBytes(SIZE_BYTES));
    const { code, stdout, stderr } = cli(['pack', '--path', content], { cwd: disk });
    expect(stderr).toMatch(/^error SYSTEM_ENOSPC: write of \S+ failed: the disk is full\n {2}free/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(written()).toEqual(before);
  });
});
