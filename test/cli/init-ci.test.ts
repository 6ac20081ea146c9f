import { parse } from 'yaml';
import { init } from '../../lib/cli/commands/init';
import { run } from '../../lib/cli/run';
import { memoryWorld } from '../support/memory-world';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly if?: string;
  readonly needs?: string;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

async function written(
  host: string,
  path: string,
  repository: string,
  folder = '.',
  files: Record<string, string> = {},
): Promise<string> {
  const world = memoryWorld({ '.git/HEAD': '', ...files });
  const argv = ['init', folder, '--ci', host, '--repository', repository];
  expect(await run(argv, [init], world, '0')).toBe(0);
  return world.disk.read(path)?.toString() ?? '';
}

const github = (repository = 'ghcr.io/acme/platform') =>
  written('github', '.github/workflows/platform.yaml', repository);
const gitlab = (repository = 'registry.gitlab.com/acme/platform') =>
  written('gitlab', '.gitlab-ci.yml', repository);

describe('the workflow for GitHub', () => {
  let text: string;
  let workflow: Workflow;
  let steps: readonly (Step & { readonly job: string })[];
  beforeAll(async () => {
    text = await github();
    workflow = parse(text) as Workflow;
    steps = Object.entries(workflow.jobs).flatMap(([job, { steps: own }]) =>
      own.map((step) => ({ ...step, job })),
    );
  });

  it('gives nothing by default, and each job what it needs alone', () => {
    expect(workflow.permissions).toEqual({});
    const given = Object.entries(workflow.jobs).map(([name, job]) => [name, job.permissions]);
    expect(Object.fromEntries(given)).toEqual({
      check: { contents: 'read' },
      comment: { 'pull-requests': 'write' },
      publish: { contents: 'read', packages: 'write', 'id-token': 'write' },
    });
  });

  it('names every action by a commit, with its version beside', () => {
    const lines = text.split('\n').filter((line) => line.includes('uses:'));
    expect(lines).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length);
    for (const line of lines) {
      expect(line).toMatch(/uses: actions\/(?:checkout|setup-node)@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  it('knows no secret but the token of the run, and no cluster', () => {
    expect(text).not.toMatch(
      /\bsecrets\b|kubeconfig|kubectl|KUBE|argocd (?:login|app)|flux (?:boot|rec)/i,
    );
    const tokens = [...text.matchAll(/\$\{\{\s*([^}]*token[^}]*)\}\}/g)].map(([, name]) =>
      name?.trim(),
    );
    expect(new Set(tokens)).toEqual(new Set(['github.token']));
  });

  it('gives that token to the steps that need it alone', () => {
    const holders = steps.filter(({ env }) => JSON.stringify(env ?? {}).includes('github.token'));
    expect(holders.map(({ job, name }) => `${job}: ${name}`)).toEqual([
      'comment: Comment the plan',
      'publish: Log in',
    ]);
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout'));
    for (const step of checkouts) expect(step.with).toMatchObject({ 'persist-credentials': false });
  });

  it('is safe for forks: no rights of the target, no write, nothing of theirs beside a token', () => {
    expect(Object.keys(workflow.on)).toEqual(['pull_request', 'push']);
    const { comment, publish } = workflow.jobs;
    expect(comment?.if).toContain('head.repo.full_name == github.repository');
    expect(comment?.steps.map(({ uses }) => uses)).toEqual([undefined]);
    expect(comment?.steps[0]?.run).not.toMatch(/\bnp[mx]\b|git /);
    expect(publish?.if).toBe("github.event_name == 'push'");
  });

  it('puts nothing that a pull request can choose into a script', () => {
    for (const { run: script = '' } of steps) expect(script).not.toContain('${{');
  });

  it('runs no script of a package that it installs', () => {
    const installs = steps.filter(({ run: script }) => script?.includes('npm ci'));
    expect(installs).toHaveLength(2);
    for (const { run: script } of installs) expect(script).toBe('npm ci --ignore-scripts');
  });

  it('shows the token to no registry but that of GitHub', async () => {
    const other = await github('registry.acme.io/platform');
    expect(other).not.toMatch(/login ghcr|Log in\n/);
    expect(other).toContain('# Log in to registry.acme.io here');
    expect(() => parse(other) as unknown).not.toThrow();
  });

  it('signs as the job that publishes, and no other may', () => {
    expect(text).toContain('publish --sign --keyless --attest provenance,sbom\n');
    expect(text.match(/id-token/g)).toHaveLength(1);
  });

  it('publishes what was checked alone', () => {
    expect(workflow.jobs['publish']?.needs).toBe('check');
    const verbs = [...text.matchAll(/npx cdk8s-gitops (\w+)/g)].map(([, verb]) => verb);
    expect(verbs).toEqual(['synth', 'synth', 'lint', 'plan', 'login', 'synth', 'publish']);
  });
});

describe('the pipeline for GitLab', () => {
  it('has these jobs, each on its pipelines', async () => {
    const { stages, workflow, check, plan, comment, publish } = parse(await gitlab()) as Record<
      string,
      { rules?: unknown; script?: string[] } & string[]
    >;
    expect(stages).toEqual(['check', 'comment', 'publish']);
    expect(workflow?.rules).toHaveLength(2);
    expect(check?.script?.join('\n')).toMatch(
      /synth\n.*git diff --exit-code.*lint dist\n.*npm test/s,
    );
    expect(plan?.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }]);
    expect(comment?.rules).toEqual([
      { if: '$CI_PIPELINE_SOURCE == "merge_request_event" && $PLAN_COMMENT_TOKEN' },
    ]);
    expect(publish?.rules).toEqual([{ if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' }]);
  });

  it('knows the variables of GitLab, and one token that is asked for by name', async () => {
    const text = await gitlab();
    const named = [...text.matchAll(/\$\{?([A-Z][A-Z0-9_]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !name.startsWith('CI_'))).toEqual(['PLAN_COMMENT_TOKEN']);
    expect(text).not.toMatch(/kubeconfig|kubectl|KUBE/i);
    expect(text).toContain('npm ci --ignore-scripts');
  });

  it('shows the token of the job to no registry but its own', async () => {
    expect(await gitlab('ghcr.io/acme/platform')).not.toContain('CI_REGISTRY_PASSWORD');
    expect(await gitlab()).toContain('$CI_REGISTRY_PASSWORD');
  });

  it('signs as the job that publishes', async () => {
    const text = await gitlab();
    const { publish } = parse(text) as { publish: Record<string, unknown> };
    expect(publish).toMatchObject({ id_tokens: { SIGSTORE_ID_TOKEN: { aud: 'sigstore' } } });
    expect(text).toContain('publish --sign --keyless --attest provenance,sbom\n');
    expect(text.match(/id_tokens/g)).toHaveLength(1);
  });

  it('comments without a line of the merge request', async () => {
    const { comment } = parse(await gitlab()) as { comment: Record<string, unknown> };
    expect(comment).toMatchObject({ before_script: [], variables: { GIT_STRATEGY: 'none' } });
  });
});

describe('for a program in a folder of a repository', () => {
  const LOCK = { 'package-lock.json': '{}' };
  const of = (host: 'github' | 'gitlab', files?: Record<string, string>) =>
    written(
      host,
      host === 'github' ? '.github/workflows/infra-fleet.yaml' : '.gitlab-ci.yml',
      'ghcr.io/acme/platform',
      'infra/fleet',
      files,
    );
  type Defaults = { readonly defaults?: { readonly run: Readonly<Record<string, string>> } };

  it('GitHub runs for its changes and those of the workflow, in its folder', async () => {
    const { name, on, jobs, concurrency } = parse(await of('github')) as Record<string, unknown> & {
      jobs: Record<string, Job & Defaults>;
    };
    const paths = ['infra/fleet/**', '.github/workflows/infra-fleet.yaml'];
    expect(name).toBe('infra-fleet');
    expect(on).toEqual({ pull_request: { paths }, push: { branches: ['main'], paths } });
    expect(concurrency).toMatchObject({ group: 'infra-fleet-${{ github.ref }}' });
    const folders = Object.entries(jobs).map(([job, { defaults }]) => [job, defaults?.run]);
    expect(Object.fromEntries(folders)).toEqual({
      check: { shell: 'bash', 'working-directory': 'infra/fleet' },
      comment: undefined,
      publish: { shell: 'bash', 'working-directory': 'infra/fleet' },
    });
    for (const job of ['check', 'publish']) {
      const setup = jobs[job]?.steps.find(({ uses }) => uses?.startsWith('actions/setup-node'));
      expect(setup?.with).toMatchObject({
        'cache-dependency-path': 'infra/fleet/package-lock.json',
      });
    }
    const lint = jobs['check']?.steps.find((step) => step.name === 'Lint')?.run;
    expect(lint).toBe(
      "npx cdk8s-gitops lint dist --output github | sed -E 's|^(::[a-z]+ file=)|\\1infra/fleet/|'",
    );
  });

  it('GitHub installs from the lock file of the workspaces where that is the one', async () => {
    const { on, jobs } = parse(await of('github', LOCK)) as Workflow;
    expect(on['push']).toMatchObject({ paths: expect.arrayContaining(['package-lock.json']) });
    const steps = jobs['check']?.steps as (Step & { 'working-directory'?: string })[];
    expect(steps.find(({ name }) => name === 'Install')).toEqual({
      name: 'Install',
      'working-directory': '.',
      run: 'npm ci --ignore-scripts',
    });
    expect(steps[1]?.with).toEqual({ 'node-version': 22, cache: 'npm' });
    const own = await of('github', { ...LOCK, 'infra/fleet/package-lock.json': '{}' });
    expect(own).toContain('cache-dependency-path: "infra/fleet/package-lock.json"');
  });

  it.each([
    [
      {},
      ['cd "infra/fleet"', 'npm ci --ignore-scripts --cache .npm --prefer-offline'],
      'infra/fleet/',
    ],
    [LOCK, ['npm ci --ignore-scripts --cache .npm --prefer-offline', 'cd "infra/fleet"'], ''],
  ])(
    'GitLab runs for its changes, in its folder, with the lock file of %j',
    async (files, before, lock) => {
      const {
        workflow,
        default: all,
        check,
        plan,
        comment,
      } = parse(await of('gitlab', files)) as Record<string, Record<string, unknown>>;
      const changes = [
        'infra/fleet/**/*',
        '.gitlab-ci.yml',
        ...(lock === '' ? ['package-lock.json'] : []),
      ];
      expect(workflow?.['rules']).toEqual([
        { if: '$CI_PIPELINE_SOURCE == "merge_request_event"', changes },
        { if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', changes },
      ]);
      expect(all).toMatchObject({
        cache: { key: { files: [`${lock}package-lock.json`] }, paths: [`${lock}.npm`] },
        before_script: before,
      });
      expect(check).toMatchObject({ artifacts: { reports: { junit: 'infra/fleet/lint.xml' } } });
      expect(plan).toMatchObject({ artifacts: { paths: ['infra/fleet/plan.md'] } });
      expect(String(comment?.['script'])).toContain("readFileSync('infra/fleet/plan.md', 'utf8')");
    },
  );

  it('knows no more of secrets, clusters and rights than at the top', async () => {
    for (const [host, top] of [
      ['github', await github()],
      ['gitlab', await gitlab('ghcr.io/acme/platform')],
    ] as const) {
      const below = await of(host);
      const grants = (text: string) =>
        text.match(/^ +[a-z-]+: (?:read|write)$|^permissions: .*|uses: .*|.*token.*/gim);
      expect(grants(below)).toEqual(grants(top));
      expect(below).not.toMatch(/\bsecrets\b|kubeconfig|kubectl|KUBE/i);
    }
  });
});

it('GitLab plans against the target that is checked out, where results are merged', async () => {
  const { plan } = parse(await gitlab()) as { plan: { script: string[] } };
  expect(plan.script).toContain(
    'base="${CI_MERGE_REQUEST_TARGET_BRANCH_SHA:-$CI_MERGE_REQUEST_DIFF_BASE_SHA}"',
  );
  expect(plan.script.join('\n')).toContain('plan "$base" . ');
});
