import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realDisk } from '../../constructs/disk';
import { commitIdentity } from '../../lib/cli/commit-identity';
import { withoutLogin } from '../../lib/cli/remote-address';
import { provenance } from '../../lib/cli/statements/provenance';
import { isInstalled } from '../support/registry/debian';
import { memoryWorld } from '../support/memory-world';

describe('the address of a remote, without what is secret', () => {
  test.each([
    ['https://github.com/acme/core.git', 'https://github.com/acme/core.git'],
    ['https://x-access-token:ghs_s3cret@github.com/acme/core', 'https://github.com/acme/core'],
    ['https://s3cret@github.com/acme/core.git', 'https://github.com/acme/core.git'],
    ['https://me:s3cret@with@signs@github.com/acme/core', 'https://github.com/acme/core'],
    ['https://host:8443/acme/core?private_token=s3cret', 'https://host:8443/acme/core'],
    ['https://host/acme/core#s3cret', 'https://host/acme/core'],
    ['https://host/acme@v1/core', 'https://host/acme@v1/core'],
    ['ssh://git:s3cret@host:22/acme/core.git', 'ssh://host:22/acme/core.git'],
    ['https://me:s3c?ret@host/acme/core', undefined],
    ['https://me:s3c#ret@host/acme/core', undefined],
    ['git@github.com:acme/core.git', 'git@github.com:acme/core.git'],
    ['/srv/git/core.git', '/srv/git/core.git'],
    ['', ''],
  ])('%s is %s', (remote, shown) => {
    expect(withoutLogin(remote)).toBe(shown);
  });
});

const describeWithGit = isInstalled('git') ? describe : describe.skip;

describeWithGit('what a clone with a token says of itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'remote-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder });
  const world = { ...memoryWorld(), cwd: folder, disk: realDisk(folder), env: process.env };
  const local = { ...world, env: { ...process.env, GITHUB_ACTIONS: '', GITLAB_CI: '' } };

  beforeAll(() => {
    git('init', '-q', '-b', 'main');
    git('commit', '-q', '--allow-empty', '-m', 'a');
    git('remote', 'add', 'origin', 'https://example.com/none');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['https://me:s3cret@github.com/acme/core.git?token=s3cret', 'https://github.com/acme/core.git'],
    ['https://s3cret@github.com/acme/core.git', 'https://github.com/acme/core.git'],
    ['git@github.com:acme/core.git', 'ssh://github.com/acme/core.git'],
  ])('in a provenance, %s is %s', (remote, shown) => {
    git('remote', 'set-url', 'origin', remote);
    const said = provenance('ghcr.io/acme/core', [], local);
    expect(said).toMatchObject({
      buildDefinition: { externalParameters: { source: { repository: shown } } },
    });
    expect(JSON.stringify(said)).not.toContain('s3cret');
  });

  test.each(['/srv/git/core.git', 'https://me:s3c?ret@host/x'])(
    'a provenance names no source %s',
    (remote) => {
      git('remote', 'set-url', 'origin', remote);
      const said = JSON.stringify(provenance('ghcr.io/acme/core', [], local));
      expect(said).not.toMatch(/"source"|s3c/);
    },
  );

  test('in the identity of a commit there is neither user, password nor query', () => {
    git('remote', 'set-url', 'origin', 'https://me:s3cret@host/acme/core?token=s3cret');
    expect(commitIdentity('.', local).source).toBe('https://host/acme/core');
    git('remote', 'set-url', 'origin', 'https://me:s3c?ret@host/acme/core');
    expect(commitIdentity('.', local)).not.toHaveProperty('source');
  });
});
