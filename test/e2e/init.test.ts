import { spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { parseReference, Registry } from '../../lib/oci';
import { cli, isBuilt } from '../support/built-cli';
import { startCommentApi, type CommentApi } from '../support/comment-api';
import { install } from '../support/installed';
import { memoryWorld } from '../support/memory-world';
import {
  isInstalled,
  LOGIN,
  startRealRegistry,
  type RealRegistry,
} from '../support/registry/debian';
import { tempFolder } from '../support/temp-folder';

/*
 * The steps that `init --ci` writes, run as a runner does, but for what needs a network: `npm ci`, and
 * signing as the job, for which a key stands in.
 */

jest.setTimeout(240_000);
const ready = isBuilt() && isInstalled('docker-registry') && isInstalled('git');
const folder = join(tempFolder(), 'platform');
const outputs = join(folder, '../outputs');
let registry: RealRegistry;
const SIGNING_KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();

(ready ? describe : describe.skip)('what init writes', () => {
  beforeAll(async () => {
    registry = await startRealRegistry();
    mkdirSync(folder);
    git('init', '-q', '-b', 'main', '.');
    const place = ['--repository', `${registry.host}/acme/platform`];
    const both = ['github', 'gitlab'].map((ci) =>
      cli(['init', '--ci', ci, ...place], { cwd: folder }),
    );
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    install(folder);
    // The lock file that a user has from npm install.
    writeFileSync(join(folder, 'package-lock.json'), '{}');
  });
  afterAll(() => registry.close());

  it('lints, compiles, passes its test, and publishes', async () => {
    expect(await step('check', 'Synthesize')).toMatchObject({ code: 0 });
    git('add', '-A');
    git('commit', '-qm', 'The platform');
    for (const name of ['Synthesize', 'What is committed', 'Lint', 'Types', 'Test']) {
      expect([name, await step('check', name)]).toEqual([
        name,
        expect.objectContaining({ code: 0 }),
      ]);
    }
    const published = await step('publish', 'Publish');
    expect(published.stdout).toContain(`pushed    ${registry.host}/acme/platform/web@sha256:`);
    expect((await step('publish', 'Publish')).stdout).toContain('unchanged ');
  });

  it('refuses a dist that is not what the program writes, forgotten files too', async () => {
    writeFileSync(join(folder, 'dist/hub/left.k8s.yaml'), 'kind: X\n');
    git('add', '-A');
    git('commit', '-qm', 'A file that no program writes');
    await step('check', 'Synthesize');
    const refused = await step('check', 'What is committed');
    expect(refused.code).toBe(1);
    expect(refused.stdout).toMatch(
      /left\.k8s\.yaml[^]*::error::dist is not what the program writes/,
    );
    git('reset', '-q', '--hard', 'HEAD^1');
  });

  it('plans a pull request against what it is merged into', async () => {
    const program = join(folder, 'platform.ts');
    writeFileSync(program, readFileSync(program, 'utf8').replace('web:1.0.0', 'web:1.1.0'));
    await step('check', 'Synthesize');
    git('commit', '-qam', 'The next web');
    const planned = await step('check', 'Plan');
    expect(planned).toMatchObject({ code: 0 });
    const [, encoded = ''] = /^plan=(.*)$/m.exec(planned.output) ?? [];
    const plan = gunzipSync(Buffer.from(encoded, 'base64')).toString();
    expect(plan).toContain('image: ghcr.io/acme/web:1.0.0 -> ghcr.io/acme/web:1.1.0');
    expect(planned.summary).toBe(plan);
  });

  it('plans a pull request that brings the first program', async () => {
    git('checkout', '-q', '--orphan', 'first');
    git('rm', '-rqf', '--cached', '.');
    git('commit', '-qm', 'nothing', '--allow-empty');
    git('add', '-A');
    git('commit', '-qm', 'all');
    expect((await step('check', 'Plan')).summary).toContain('The first synth');
    git('checkout', '-q', 'main');
  });

  it('logs in to the registry of GitLab by the variables of the job', async () => {
    const locked = await startRealRegistry({ login: true });
    const other = join(folder, '../gitlab');
    cli(['init', other, '--ci', 'gitlab', '--repository', 'registry.gitlab.com/acme/platform'], {
      cwd: folder,
    });
    const text = readFileSync(join(other, '.gitlab-ci.yml'), 'utf8');
    const { publish } = parse(text) as { publish: { script: string[] } };
    const list = `npx cdk8s-gitops list oci://${locked.host}/acme/nothing`;
    const env = {
      CI_REGISTRY: locked.host,
      CI_REGISTRY_USER: LOGIN.username,
      CI_REGISTRY_PASSWORD: LOGIN.password,
    };
    const [inside, outside] = [
      await bash(`${publish.script[0]}\n${list}`, env),
      await bash(list, env),
    ];
    await locked.close();
    expect(inside.stderr).toContain('OCI_NOT_FOUND');
    expect(outside.stderr).toContain('OCI_UNAUTHORIZED');
  });

  it('publishes on GitLab as well', async () => {
    const { publish } = parse(read('.gitlab-ci.yml')) as { publish: { script: string[] } };
    const done = await bash(publish.script.join('\n'), {});
    expect(done.stderr).toBe('');
    expect(done).toMatchObject({ code: 0 });
    const [, reference = ''] = /(?:pushed|unchanged) +(\S+web@\S+)/.exec(done.stdout) ?? [];
    const client = new Registry(memoryWorld());
    expect(await client.resolve(parseReference(reference))).toMatch(/^sha256:/);
    client.close();
  });
});

const comments = [
  {
    host: 'GitHub',
    me: { user: { login: 'github-actions[bot]' } },
    other: { user: { login: 'mallory' } },
    list: '/repos/acme/platform/issues/7/comments',
    script: () => stepOf('comment', 'Comment').run,
    env: (url: string, plan: string) => ({
      GITHUB_API_URL: url,
      GITHUB_REPOSITORY: 'acme/platform',
      GITHUB_TOKEN: 't0ken',
      NUMBER: '7',
      PLAN: gzipSync(plan).toString('base64'),
    }),
    update: 'PATCH /repos/acme/platform/issues/comments',
    token: 'Bearer t0ken',
  },
  {
    host: 'GitLab',
    me: { author: { id: 5 } },
    other: { author: { id: 6 } },
    list: '/projects/12/merge_requests/7/notes',
    script: () =>
      (parse(read('.gitlab-ci.yml')) as { comment: { script: string[] } }).comment.script[0],
    env: (url: string, plan: string) => {
      writeFileSync(join(folder, 'plan.md'), plan);
      return {
        CI_API_V4_URL: url,
        CI_MERGE_REQUEST_IID: '7',
        CI_MERGE_REQUEST_PROJECT_ID: '12',
        PLAN_COMMENT_TOKEN: 't0ken',
      };
    },
    update: 'PUT /projects/12/merge_requests/7/notes',
    token: 't0ken',
  },
];

(ready ? describe : describe.skip).each(comments)('the comment on $host', (one) => {
  let api: CommentApi;
  beforeEach(async () => {
    api = await startCommentApi(one.me);
  });
  afterEach(() => api.close());
  const comment = (plan: string) => bash(one.script() ?? '', one.env(api.url, plan));

  it('is written once, and then written anew', async () => {
    expect(await comment('### Plan: `a` "b" $(c)\n')).toMatchObject({ code: 0, stderr: '' });
    expect(await comment('### Plan: two\n')).toMatchObject({ code: 0, stderr: '' });
    expect(api.comments.map(({ body }) => body)).toEqual([
      '<!-- cdk8s-gitops plan -->\n### Plan: two\n',
    ]);
    expect(api.requests).toContain(`POST ${one.list}`);
    expect(api.requests.at(-1)).toBe(`${one.update}/1`);
    expect(new Set(api.tokens)).toEqual(new Set([one.token]));
  });

  it('is found behind a hundred others, and taken for nobody else’s', async () => {
    const marked = '<!-- cdk8s-gitops plan -->\nfake';
    for (let id = 1; id <= 150; id++) api.comments.push({ id, body: marked, ...one.other });
    await comment('plan');
    expect(api.comments).toHaveLength(151);
    await comment('plan again');
    expect(api.comments.at(-1)?.body).toContain('plan again');
    expect(api.comments).toHaveLength(151);
  });

  it('fits into what the host takes', async () => {
    expect(await comment('ü'.repeat(100_000))).toMatchObject({ code: 0 });
    expect(api.comments[0]?.body).toHaveLength(65_536);
  });

  it('that is refused fails the job, and tells no token', async () => {
    const refused = await bash(one.script() ?? '', one.env(`${api.url}/nowhere/..%2f`, 'plan'));
    await api.close();
    const gone = await comment('plan');
    api = await startCommentApi(one.me);
    expect([refused.code === 0, gone.code]).toEqual([true, 1]);
    expect(gone.stderr).not.toContain('t0ken');
  });
});

interface Step {
  readonly name?: string;
  readonly run?: string;
}

function read(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

function stepOf(job: string, name: string): Step {
  const { jobs } = parse(read('.github/workflows/platform.yaml')) as {
    jobs: Record<string, { steps: Step[] }>;
  };
  const found = jobs[job]?.steps.find((one) => one.name?.startsWith(name));
  if (!found) throw new Error(`no step ${name} in ${job}`);
  return found;
}

async function step(job: string, name: string) {
  const [output, summary] = ['output', 'summary'].map((file) => join(outputs, file)) as [
    string,
    string,
  ];
  rmSync(outputs, { recursive: true, force: true });
  mkdirSync(outputs);
  for (const file of [output, summary]) writeFileSync(file, '');
  const env = { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary, RUNNER_TEMP: outputs };
  const done = await bash(stepOf(job, name).run ?? '', env);
  return { ...done, output: readFileSync(output, 'utf8'), summary: readFileSync(summary, 'utf8') };
}

/** As both hosts run a script; asynchronous, since what it talks to may be in this process. */
function bash(script: string, env: NodeJS.ProcessEnv) {
  const signed = script.replace('--keyless', '--key env://SIGNING_KEY');
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', signed];
  const own = { ...process.env, SIGNING_KEY, ...env };
  const child = spawn('bash', args, { cwd: folder, env: own });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (part: Buffer) => (text.stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (text.stderr += part.toString()));
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, ...text })),
  );
}

function git(...args: string[]): void {
  const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.com'];
  const { status, stderr } = spawnSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
}
