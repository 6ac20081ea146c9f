import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { drift } from '../../../lib/cli/commands/drift';
import { run } from '../../../lib/cli/run';
import { memoryWorld } from '../../support/memory-world';

const application = `# who deploys
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source: { repoURL: https://x, path: k8s } # where
  destination: { server: https://a, namespace: shop }
  syncPolicy:
    automated: { selfHeal: true }
`;
const hpa = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  maxReplicas: 9
`;
const web = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  # as many as we had
  replicas: 3 # then
  paused: false
`;
const files = { 'app.yaml': application, 'k8s/web.yaml': web, 'k8s/hpa.yaml': hpa };
const repaired = web.replace('  replicas: 3 # then\n', '');

async function drifting(given: Record<string, string>, ...argv: string[]) {
  const world = memoryWorld(given);
  const code = await run(['drift', ...argv], [drift], world, '0.0.0');
  const text = (path: string) => world.files.get(`/work/${path}`)?.toString();
  return { code, out: world.out.join('\n'), err: world.err.join('\n'), text };
}

describe('the table', () => {
  it('groups by Application: field, writer, what happens, repair', async () => {
    const { code, out } = await drifting(files, '.');
    expect(code).toBe(1);
    expect(out).toBe(`Application shop (app.yaml)

  FIELD                      WRITTEN BY               WHAT HAPPENS
  Deployment web             HorizontalPodAutoscaler  self-heal sets it back to
  /spec/replicas             'web'                    3 each time
    error, k8s/web.yaml:7 [field-has-two-writers]
    -> leave the field out; where it is applied already, ignore and respect it
       first, since dropping replicas alone scales to 1

1 error in 3 objects of 3 files; --fix repairs 1, --dry-run shows how`);
  });

  it('has a group for what no Application deploys, and says why a rule does not help', async () => {
    const { out } = await drifting({ 'k8s/web.yaml': web, 'k8s/hpa.yaml': hpa }, 'k8s');
    expect(out).toContain('No Application in the input deploys these\n');
    const hidden = `  ignoreDifferences: [{ kind: Deployment, jsonPointers: [/spec/replicas] }]\n`;
    const more = await drifting({ ...files, 'app.yaml': application + hidden }, '.');
    expect(more.out).toContain("the rule in Application 'shop' has no group");
  });

  it('keeps to 80 columns, whatever it is told', async () => {
    const long = 'x'.repeat(60);
    const given = {
      [`${long}/${long}/web.yaml`]: web.replaceAll('name: web', `name: ${long}`),
      'hpa.yaml': hpa.replaceAll('name: web', `name: ${long}`),
    };
    const { out } = await drifting(given, '.');
    const lines = out.split('\n').filter((line) => !line.includes(`${long}/`));
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  it('says that nothing is fought over', async () => {
    const { code, out } = await drifting({ 'k8s/web.yaml': repaired }, 'k8s');
    expect([code, out]).toEqual([0, 'nothing is fought over in 1 object of 1 file']);
  });

  it('tells files that cannot be read, and goes on', async () => {
    const { code, out } = await drifting(
      { ...files, 'k8s/bad.yaml': 'kind: [\napiVersion: x\n' },
      '.',
    );
    expect(code).toBe(1);
    expect(out).toContain('k8s/bad.yaml');
    expect(out).toContain('/spec/replicas');
  });

  it('gives programs the writer, the outcome and the Applications', async () => {
    const { out } = await drifting(files, '.', '--output', 'json');
    const { diagnostics } = JSON.parse(out) as { diagnostics: Record<string, unknown>[] };
    expect(diagnostics).toMatchObject([
      {
        rule: 'field-has-two-writers',
        writer: "HorizontalPodAutoscaler 'web'",
        outcome: 'self-heal sets it back to 3 each time',
        applications: [{ kind: 'Application', name: 'shop' }],
        fixable: true,
      },
    ]);
  });

  it.each([
    ['an empty folder', {}, ['k8s'], "there is no file or folder 'k8s'"],
    ['a misspelt flag', files, ['.', '--fixx'], '--fix'],
    ['two ways at once', files, ['.', '--fix', '--migrate'], '--migrate and --fix are two ways'],
  ])('refuses %s', async (_, given, argv, message) => {
    const { code, err } = await drifting(given, ...argv);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('--fix', () => {
  it('edits each file in place, and finds nothing afterwards', async () => {
    const { code, text, err } = await drifting(files, '.', '--fix');
    expect(text('k8s/web.yaml')).toBe(repaired);
    expect(text('app.yaml')).toBe(`${application}    syncOptions:
      - RespectIgnoreDifferences=true
  ignoreDifferences:
    - group: apps
      kind: Deployment
      name: web
      namespace: shop
      jsonPointers:
        - /spec/replicas
`);
    expect(err).toContain('falls to 1 if it is dropped before its rule is synced');
    expect(code).toBe(0);
  });

  it('is done once', async () => {
    const first = await drifting(files, '.', '--fix');
    const given = Object.fromEntries(
      Object.keys(files).map((path) => [path, first.text(path) as string]),
    );
    const again = await drifting(given, '.', '--fix');
    for (const path of Object.keys(files)) expect(again.text(path)).toBe(given[path]);
    expect(again.out).toBe('nothing is fought over in 3 objects of 3 files');
  });

  it('corrects rules that cannot match, and leaves the field to them', async () => {
    const rules = `  ignoreDifferences:
    - kind: Deployment # no group
      name: wep
      jsonPointers: [/metadata/annotations/a.io/b]
    - { group: apps, kind: Deployment, name: wep, jsonPointers: [/spec/paused] }
`;
    const { text } = await drifting({ ...files, 'app.yaml': application + rules }, '.', '--fix');
    expect(text('app.yaml')).toContain('kind: Deployment # no group\n      name: web\n');
    expect(text('app.yaml')).toContain('[/metadata/annotations/a.io~1b]');
    expect(text('app.yaml')).toContain('group: apps\n');
    expect(text('app.yaml')).toContain(
      '{ group: apps, kind: Deployment, name: web, jsonPointers: [/spec/paused] }',
    );
  });

  it('makes the fixes of one finding together or not at all', async () => {
    const anchored = application.replace('syncPolicy:', 'syncPolicy: &p').concat('  info: *p\n');
    const { text, err, code } = await drifting({ ...files, 'app.yaml': anchored }, '.', '--fix');
    expect(text('k8s/web.yaml')).toBe(web);
    expect(text('app.yaml')).toBe(anchored);
    expect(err).toContain("not repaired: Deployment 'web' /spec/replicas: app.yaml: cannot edit");
    expect(code).toBe(1);
  });

  it.each([
    ['cdk8s.yaml', { 'cdk8s.yaml': 'app: node main.js\n' }],
    [
      'the record of a synth',
      {
        '.gitops/artifacts.json': JSON.stringify({
          program: 'p',
          outdir: 'dist',
          files: [],
          artifacts: [],
        }),
      },
    ],
  ])('leaves what a program wrote alone, by %s', async (_, more) => {
    const given = { 'dist/web.yaml': web, 'dist/hpa.yaml': hpa, ...more };
    const { text, err } = await drifting(given, 'dist', '--fix');
    expect(text('dist/web.yaml')).toBe(web);
    expect(err).toContain('a program writes it');
    expect((await drifting(given, 'dist', '--fix', '--force')).text('dist/web.yaml')).toBe(
      repaired,
    );
  });

  it('leaves a file alone whose bytes are no text', async () => {
    const world = memoryWorld({
      'hpa.yaml': hpa,
      'web.yaml': Buffer.concat([Buffer.from(web), Buffer.from([0x23, 0xff, 0x0a])]),
    });
    await run(['drift', '.', '--fix'], [drift], world, '0.0.0');
    expect(world.files.get('/work/web.yaml')?.includes('replicas')).toBe(true);
    expect(world.err.join('\n')).toContain('not repaired');
  });
});

it('--dry-run prints a patch that git applies, and writes nothing', async () => {
  const { out, text } = await drifting(files, '.', '--dry-run');
  expect(text('k8s/web.yaml')).toBe(web);
  const folder = mkdtempSync(join(tmpdir(), 'drift-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    execFileSync('git', ['apply', '-'], { cwd: folder, input: `${out}\n` });
    const fixed = await drifting(files, '.', '--fix');
    for (const path of Object.keys(files)) {
      expect(readFileSync(join(folder, path), 'utf8')).toBe(fixed.text(path));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('--migrate', () => {
  it('ignores first, waits, then drops', async () => {
    const { code, out } = await drifting(files, '.', '--migrate');
    const at = (text: string) => out.indexOf(text);
    expect(at('+  ignoreDifferences:')).toBeGreaterThan(at('# 1.'));
    expect(at('argocd app wait shop --sync --health')).toBeGreaterThan(at('+  ignoreDifferences:'));
    expect(at('-  replicas: 3 # then')).toBeGreaterThan(at('argocd app wait'));
    expect(code).toBe(1);
  });

  it('shows the rule where the Application is elsewhere', async () => {
    const { out } = await drifting({ 'web.yaml': web, 'hpa.yaml': hpa }, '.', '--migrate');
    expect(out).toContain(
      '# In the Application that deploys them, which is not in the input:\nspec:\n',
    );
    expect(out).toContain('RespectIgnoreDifferences=true');
  });

  it('has nothing to say where nothing is set', async () => {
    const { code, out } = await drifting(
      { 'web.yaml': repaired, 'hpa.yaml': hpa },
      '.',
      '--migrate',
    );
    expect([code, out]).toEqual([
      0,
      'nothing to migrate: no field that a controller writes is set',
    ]);
  });
});
