import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { cli, isBuilt } from '../support/built-cli';
import { install } from '../support/installed';
import { isInstalled } from '../support/registry/debian';
import { tempFolder } from '../support/temp-folder';

/*
 * A program in a folder of a repository: what `init --ci` writes is run as the runners do, in their
 * working folder, but for `npm ci`.
 */

jest.setTimeout(240_000);
const ready = isBuilt() && isInstalled('git');
const top = join(tempFolder(), 'mono');
const folder = join(top, 'infra/fleet');

(ready ? describe : describe.skip)('what init writes for a folder of a repository', () => {
  beforeAll(() => {
    mkdirSync(top);
    run('git init -q -b main . && git config user.name a && git config user.email a@b.c', {}, top);
    for (const ci of ['github', 'gitlab']) {
      const place = ['--repository', 'ghcr.io/acme/mono', '--repo-url', 'https://x.io/a/mono.git'];
      expect(cli(['init', 'infra/fleet', '--ci', ci, ...place], { cwd: top }).code).toBe(0);
    }
    install(folder);
    writeFileSync(join(folder, 'package-lock.json'), '{}');
    run('npx cdk8s-gitops synth');
    run('git add -A && git commit -qm first', {}, top);
  });
  afterAll(() => rmSync(dirname(top), { recursive: true, force: true }));

  it('GitHub checks it, and annotates files as they are named from the top', () => {
    for (const name of ['Synthesize', 'What is committed']) run(stepOf('check', name));
    const lint = stepOf('check', 'Lint');
    run(lint);
    const broken = join(folder, 'dist/broken.yaml');
    writeFileSync(broken, '{ apiVersion: v1, kind: ConfigMap, metadata: { name: A_B } }\n');
    const found = attempt(lint);
    expect(found.status).toBe(1);
    expect(found.stdout).toContain('::error file=infra/fleet/dist/broken.yaml,line=1,');
    rmSync(broken);
  });

  it('GitLab checks it', () => {
    run(jobOf('check'));
    expect(readFileSync(join(folder, 'lint.xml'), 'utf8')).toContain('<testsuite');
    rmSync(join(folder, 'lint.xml'));
  });

  describe('where others have merged something meanwhile', () => {
    const program = join(folder, 'platform.ts');
    const edit = (from: string, to: string) => {
      writeFileSync(program, readFileSync(program, 'utf8').replace(from, to));
      run('npx cdk8s-gitops synth && git add -A . && git commit -qm edit');
    };
    const plan = (env: Record<string, string>) => {
      run(jobOf('plan'), env);
      const text = readFileSync(join(folder, 'plan.md'), 'utf8');
      rmSync(join(folder, 'plan.md'));
      return text;
    };
    const head = () => run('git rev-parse HEAD').trim();
    let base = '';
    let target = '';
    beforeAll(() => {
      base = head();
      run('git checkout -qb theirs');
      edit("namespace: 'web' }", "namespace: 'web', labels: { tier: 'gold' } }");
      target = head();
      run('git checkout -q main && git checkout -qb ours');
      edit('web:1.0.0', 'web:1.1.0');
    });

    it('GitLab plans what the request changes, from where it branched off', () => {
      const ours = plan({ CI_MERGE_REQUEST_DIFF_BASE_SHA: base });
      expect(ours).toContain('web:1.0.0 -> ghcr.io/acme/web:1.1.0');
      expect(ours).not.toMatch(/gold|plan\.md/);
    });

    it('and as much where its result is merged, from the target as it is', () => {
      run(
        'git checkout -q theirs && git checkout -qb merged && git merge -q --no-commit -X theirs ours || true',
      );
      run('npx cdk8s-gitops synth && git add -A . && git commit -qm merged');
      const shas = {
        CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
        CI_MERGE_REQUEST_TARGET_BRANCH_SHA: target,
      };
      const merged = plan(shas);
      expect(merged).toContain('web:1.0.0 -> ghcr.io/acme/web:1.1.0');
      expect(merged).not.toMatch(/gold|plan\.md/);
      // What the test is for: against the merge base, theirs would be told as ours.
      expect(plan({ CI_MERGE_REQUEST_DIFF_BASE_SHA: base })).toContain('gold');
    });
  });
});

function attempt(script: string, env: Readonly<Record<string, string>> = {}, cwd = folder) {
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  return spawnSync('bash', args, { cwd, encoding: 'utf8', env: { ...process.env, ...env } });
}

function run(script: string, env?: Readonly<Record<string, string>>, cwd?: string): string {
  const { status, stdout, stderr } = attempt(script, env, cwd);
  if (status !== 0) throw new Error(`${script}\n${stdout}\n${stderr}`);
  return stdout;
}

function stepOf(job: string, name: string): string {
  const text = readFileSync(join(top, '.github/workflows/infra-fleet.yaml'), 'utf8');
  const { jobs } = parse(text) as {
    jobs: Record<string, { steps: { name?: string; run?: string }[] }>;
  };
  return jobs[job]?.steps.find((one) => one.name?.startsWith(name))?.run ?? 'exit 9';
}

/** Its script from where the runner starts: the shell goes to the folder first. */
function jobOf(name: string): string {
  const pipeline = parse(readFileSync(join(top, '.gitlab-ci.yml'), 'utf8')) as Record<
    string,
    { script: string[] }
  >;
  const { before_script: before } = pipeline['default'] as unknown as { before_script: string[] };
  const lines = [
    ...before.filter((line) => !line.startsWith('npm ci')),
    ...(pipeline[name]?.script ?? []),
  ];
  return [`cd '${top}'`, ...lines].join('\n');
}
